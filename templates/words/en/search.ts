import type { Values } from '../values.ts'

/** The lists of everything that can be looked up. */
export const search = {
  heading: 'Search',
  headingOfGuide: ({ place }: Values<'place'>) => `Search the guide for ${place}`,
  allGuides: 'Search all guides',
  thisGuide: 'Search this guide',
  field: 'Look for',
  notSent: 'What you type stays on this page: it is not sent or kept.',
  /** `#` stands for the number: the script of the page fills it in. */
  found: '# found',
  nothing: 'Nothing found. Try fewer or other words.',
  whatToDo: ({ numbers }: Values<'numbers'>) => `In danger now? ${numbers}.`,
  numbers: 'Emergency numbers of all places',
  /** Endings of words that need not match: who looks for “stalked” finds “stalking”. */
  endings: 'ing|ers?|ed|es|s',
  only: 'Only one place:',
  situations: 'What is happening',
  offences: 'Offences',
  bodies: 'Police, regulators and other bodies',
  acts: 'Acts and other law',
  essays: 'Essentials',
} as const
