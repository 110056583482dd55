// What a platform may lack.

/** Those of these globals that are not there. */
export const lacking = (names) => names.filter((name) => !globalThis[name]);

/** Throws a `Failure` where something is missing that `what` needs: it names that, and the way out. */
export function need(what, missing, Failure) {
  if (missing.length) {
    throw new Failure(
      `This runtime has no ${missing.join(', ')}, which ${what} needs. In Jest, take the environment node or, for calls, jest-fixed-jsdom`,
    );
  }
}
