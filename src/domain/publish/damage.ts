/** A file of a release that does not match its manifest. */
export interface Damage {
  /** `/guides/scotland/index.html`; without a leading slash for a file stored beside the release. */
  path: string
  /** What happened to it: `was altered`, `is lost` … */
  problem: string
}

export const damageWords = ({ path, problem }: Damage): string => `${path} ${problem}.`
