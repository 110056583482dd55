// Parts of the page that come after its script, and may not come at all.

/** Why a part is not here. What to do about it `showProblem` says. */
export class Missing extends Error {
  constructor(cause) {
    super('A part of this page could not be loaded.', { cause });
  }
}

/**
 * A part of the page, loaded when it is first wanted.
 *
 * What could not be loaded is asked for again the next time. Chromium does not: it keeps a failed `import()` of an address for
 * as long as the page is there. So whoever needs the part is offered to load the page again. Another address (`?again`) would
 * get one file, but not those that it imports, whose addresses are in it; and what came by two addresses would be there twice.
 *
 * @template M, T
 * @param {() => Promise<M>} load An `import()`.
 * @param {(module: M) => T} make What is made of it, once.
 * @returns {() => Promise<T>} Fails with `Missing`.
 */
export function part(load, make) {
  let made;
  const missing = (cause) => {
    made = undefined;
    throw new Missing(cause);
  };
  return () => (made ??= load().catch(missing).then(make));
}
