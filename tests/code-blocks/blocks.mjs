// The code blocks of what ships: those of Markdown pages, and the examples in the comments of types.

/** The fenced blocks of a page: {heading, language, text}. `heading` is the nearest one above. */
export function fenced(page) {
  const blocks = [];
  let heading = '';
  let open;
  for (const line of page.split('\n')) {
    const [, fence, info] = /^\s*(```+)(.*)$/.exec(line) ?? [];
    if (open && fence && !info) {
      blocks.push({ heading, language: open.language, text: `${open.lines.join('\n')}\n` });
      open = undefined;
    } else if (open) {
      open.lines.push(line);
    } else if (fence) {
      open = { language: info.trim(), lines: [] };
    } else {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
    }
  }
  if (open) throw new Error(`the block under "${heading}" does not end`);
  return blocks;
}

/** The examples of a file of types, as blocks; `heading` is the name of what they are examples of. */
export function examples(types) {
  const comments = types.matchAll(
    /\/\*\*\n([^]*?)\*\/\s*(?:export )?(?:declare )?(?:readonly )?(?:\w+ )?(\w+)/g,
  );
  return [...comments].flatMap(([, comment, heading]) => {
    const text = comment.replace(/^\s*\* ?/gm, '');
    const [, ...parts] = text.split(/^@example\b.*\n/m);
    return parts.map((part) => ({
      heading,
      language: 'javascript',
      text: `${part
        .split(/^@\w/m)[0]
        .replace(/^```.*$/gm, '')
        .trim()}\n`,
    }));
  });
}
