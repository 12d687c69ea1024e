/**
 * Timeout for anything real, in milliseconds: shorter than a browser test's, so that the error names what is
 * missing. It ends a hang; no test uses it to measure speed.
 */
export const PATIENCE = 120_000
