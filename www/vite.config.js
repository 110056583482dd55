import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import numbers from './numbers.js';
import { policy } from './policy.js';
import share from './share.js';

// What the pages have in common: `<!-- part: head -->` is the file parts/head.html.
const parts = {
  name: 'parts',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) =>
      html.replace(/<!-- part: (\w+) -->\n/g, (_, name) =>
        readFileSync(new URL(`parts/${name}.html`, import.meta.url), 'utf8'),
      ),
  },
};

// Only in the build: the development server adds scripts and styles of its own, which the policy forbids.
const contentSecurityPolicy = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
      injectTo: 'head-prepend',
    },
  ],
};

// The service that the page begins with is wanted at once: it comes beside the page's script, not after it.
const preload = {
  name: 'preload',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle, path }) {
      if (path !== '/index.html') return [];
      const { fileName } = Object.values(bundle).find(
        ({ name, isDynamicEntry }) => isDynamicEntry && name === 'codes',
      );
      return [
        {
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${fileName}` },
          injectTo: 'head',
        },
      ];
    },
  },
};

export default defineConfig({
  // Relative, so that the built page works below any path.
  base: './',
  build: {
    target: 'es2022',
    // The first versions with `light-dark()`.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The policy allows no data: URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The page, and the frame that `cargo xtask site` puts the documentation into.
    rollupOptions: { input: ['index.html', 'docs.html'] },
  },
  plugins: [parts, numbers(), share(), contentSecurityPolicy, preload],
});
