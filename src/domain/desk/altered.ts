/** Why an approved edition cannot be published as it is, as worded on the board and in the log. */
export const ALTERED = {
  noEdition: 'Its edition is missing from the database.',
  noHead: 'Its head is missing from the database.',
  noChange: 'It is missing from the public record.',
  content: 'Its content does not match its hash: it was altered after it was approved.',
  otherEdition: 'Its head names an edition that is another: it was altered.',
  tornHead: 'Its head does not say which edition is live: it was altered.',
  inconsistentHead: 'Its head does not agree with itself: it was altered.',
  verifiedOn: 'The day on which it was verified was altered in its head.',
  headIsLive: 'Its head says that it is live, but it was withdrawn: the head was altered.',
  headIsNotLive: 'Its head says that nothing of it is live: it was altered.',
  headAndRecord: 'Its head and the record of changes do not name the same edition: one of them was altered.',
  headAndEvents: 'Its head and its events do not name the same edition: one of them was altered.',
  goLive: 'The event with which it went live was altered.',
  slugTwice: 'Another place has its slug: one of them was altered.',
  notLive: 'Nothing of it is live.',
  placeNotLive: 'It is not live, though entries in it are.',
  noPage: 'No page can be made of it.',
} as const

export const noPageBecause = (problem: string): string => `No page can be made of it: ${problem}`

export const changeAltered = (problem: string): string => `It ${problem}: it was altered.`

/** @param message of the error thrown while reading it. */
export const unreadable = (message: string): string => `It cannot be read: ${message.replace(/[.]$/, '')}.`

export const NO_SITE =
  'The site has no brand and no words yet: an administrator fills in “Site” in the admin, and a reviewer approves it.'

export const ENTRY_GONE = 'This entry is not there any more.'
