/** What is wrong with one file of a release that is not out yet. */
export interface Finding {
  /** The file that is to blame: `guides/scotland/index.html`. */
  path: string
  /** What is wrong and where, as a sentence. */
  problem: string
  /** It is whole and true, but longer than it should be. */
  onlyLong?: true
}
