/**
 * Timeout of a test, and of what it waits for outside a browser, in milliseconds. It ends a hang; no test uses it to
 * measure speed, and a build server may have a tenth of a desk's.
 */
export const PATIENCE = 300_000

/** Timeout of one wait in a browser, and for a server to end: shorter than a test's, so that the error names what is missing. */
export const WAIT = 120_000
