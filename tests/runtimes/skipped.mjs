// Why a case cannot run in a runtime, by the names of both.
export const SKIPPED = {};
