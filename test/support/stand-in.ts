/**
 * Something that stands in for a T: as much of one as is looked at, or what has to be refused. The one place of the
 * tests where a type is said and not proven.
 */
export const standIn = <T>(like: unknown): T => like as T
