/** Something of a release that is not as its manifest says. */
export interface Damage {
  /** `/guides/scotland/index.html`; without the slash what is kept beside the release. */
  path: string
  /** What happened to it: `was altered`, `is lost` … */
  problem: string
}

export const damageWords = ({ path, problem }: Damage): string => `${path} ${problem}.`
