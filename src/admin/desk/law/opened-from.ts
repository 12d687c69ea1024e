/** Parameter in the address of an entry's screen: the law change from whose flag it was opened. */
export const OPENED_FROM = 'law-change'

/** In the address of a law change's screen: leads to the entries that are submitted together. */
export const TOGETHER = 'law-together'
