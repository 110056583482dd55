import { defineConfig } from 'vite';
import numbers from './numbers.js';
import { policy } from './policy.js';
import share from './share.js';

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
  plugins: [numbers(), share(), contentSecurityPolicy],
});
