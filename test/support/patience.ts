/**
 * How long something real may take before it counts as never, in milliseconds: less than a test of a browser has, so that
 * the wait says what did not come. It ends a hang; no test asks by it how fast the machine is.
 */
export const PATIENCE = 120_000
