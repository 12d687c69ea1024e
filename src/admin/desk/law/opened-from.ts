/** Parameter in the address of an entry's screen: the law change from whose flag it was opened. */
export const OPENED_FROM = 'law-change'
