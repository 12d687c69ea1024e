/** What does not count where words of a page are compared with those of a print: white space and invisible signs. */
const UNSEEN = /[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/gu

/** The letters of a text, for comparison: a print has its own lines, and joins letters to one shape. */
export const letters = (text: string): string => text.normalize('NFKC').replace(UNSEEN, '')
