/** True for `npm run faults`: kills, tamperings and crowds in full. `npm test` runs a small sample of each. */
export const full = process.env.RECOURSE_FULL === '1'

/** So many in full, so many in the sample. */
export const scaled = (whole: number, sample: number): number => (full ? whole : sample)
