/**
 * A partial stand-in for a T: only what is read, or what must be refused. The only place in the tests that asserts
 * a type without proof.
 */
export const standIn = <T>(like: unknown): T => like as T
