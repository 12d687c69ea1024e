/**
 * Timeout for anything real, in milliseconds: shorter than a browser test's, so that the error names what is
 * missing. It ends a hang; no test uses it to measure speed, and a build server may have a tenth of a desk's.
 */
export const PATIENCE = 300_000
