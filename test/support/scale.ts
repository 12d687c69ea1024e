/** True for `npm run faults`: kills, tampering and crowds in full. `npm test` runs a small sample of each. */
export const full = process.env.RECOURSE_FULL === '1'

/** A count for the full run, and one for the sample. */
export const scaled = (whole: number, sample: number): number => (full ? whole : sample)
