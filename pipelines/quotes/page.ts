/** Why words not found on a page may still be in the source, for an editor. */
export const PAGE_PROBLEMS = {
  unread: 'The page did not answer with a text that could be read.',
  type: 'The source is neither a web page nor a PDF nor plain text: open it and compare.',
  empty: 'The page is empty.',
  script: 'The page shows its words only where scripts run: open it in a browser and compare.',
  wall: 'The page asks visitors to sign in or to prove that they are human: open it in a browser and compare.',
  'not-found': 'The page says of itself that what was asked for does not exist.',
  'leads-home': 'The address now leads to the front page of the site.',
  frames: 'The page only holds other pages in frames: cite the one that has the words.',
  locked: 'The PDF asks for a password.',
  damaged: 'The PDF could not be read: open it and compare.',
  heavy: 'The document takes too long, or too much memory, to read: open it and compare.',
  picture: 'Pages of the PDF are pictures without text: open it and compare.',
  glyphs: 'The PDF does not say which letters it shows: open it and compare.',
  long: 'The document is longer than what is read of it: open it and compare.',
} as const
export type PageProblem = keyof typeof PAGE_PROBLEMS

/** A stretch of a text: start and end, in UTF-16 units. */
export type Stretch = readonly [from: number, to: number]

/** The readable text of a page, one block per line. */
export interface PageText {
  text: string
  /** Stretches that a person quoting may not have seen or copied, in order: list and footnote numbers. */
  omissible: readonly Stretch[]
  /** Numbers the page offers to dial, as written in its links. */
  dials: readonly string[]
  /** Declared language of the page, as a primary subtag; null where it declares none. */
  language: string | null
  /** Why words must not be reported as gone from the source; null where there is no reason. */
  problem: PageProblem | null
}

export const pageWithout = (problem: PageProblem): PageText => ({
  text: '',
  omissible: [],
  dials: [],
  language: null,
  problem,
})

/** Plain text, unchanged. */
export const plainPage = (text: string): PageText => ({
  ...pageWithout('empty'),
  text,
  problem: text.trim() === '' ? 'empty' : null,
})
