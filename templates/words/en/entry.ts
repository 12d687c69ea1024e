import type { Optional, Value, Values } from '../values.ts'

const since = (day: Value | null): string => (day ? `, since ${day}` : '')

/** What stands at an entry: its age, its sources, its parts. */
export const entry = {
  overdue: 'Overdue',
  verified: 'Verified',
  notCheckedSince: 'Not checked since',
  notInForceYet: 'Not in force yet',
  notChosen: 'Not chosen yet',
  inForce: ({ asOf, since: day }: Values<'asOf'> & Optional<'since'>) =>
    `In force as of ${asOf}${since(day)}.`,
  inForceOverdue: ({ asOf, since: day, due }: Values<'asOf' | 'due'> & Optional<'since'>) =>
    `In force as of ${asOf}${since(day)}; should have been verified by ${due}.`,
  lastVerified: ({ day }: Values<'day'>) => `Last verified on ${day}.`,
  verifiedOn: ({ verified, day }: Values<'verified' | 'day'>) => `${verified} on ${day}.`,
  takesForce: ({ on, checked, due }: Values<'on' | 'checked'> & Optional<'due'>) =>
    `Takes force on ${on}. ${checkedBefore(checked, due)}`,
  tookForce: ({ on, checked, due }: Values<'on' | 'checked'> & Optional<'due'>) =>
    `Took force on ${on}. ${checkedBefore(checked, due)}`,
  confidence: ({ level }: Values<'level'>) => `Confidence: ${level}.`,
  howSure: 'How sure is this?',
  since: ({ day }: Values<'day'>) => `since ${day}`,
  inForceSince: ({ day }: Values<'day'>) => `In force since ${day}.`,
  noteAt: ({ block }: Values<'block'>) => `See the note at “${block}”.`,
  pageVerified: ({ alike, entries, day }: Values<'alike' | 'entries' | 'day'>) =>
    `${compared(alike, entries, day)}.${theOthers(alike, entries)}`,
  pageOverdue: ({ alike, entries, day, due }: Values<'alike' | 'entries' | 'day' | 'due'>) =>
    `${compared(alike, entries, day)} and should have been compared again by ${due}. Check the source before you rely on it.${theOthers(alike, entries)}`,
  overdueApart: ({ count }: Values<'count'>) =>
    count === 1 ? '1 of the others. It says so itself.' : `${count} of the others. Each says so itself.`,
  sourceNumber: ({ number }: Values<'number'>) => `Source ${number}`,
  sourcesLead: 'Sources:',
  sourcesOfRole: 'Sources of its role:',
  sourcesOfContacts: 'Sources of the contacts:',
  siteOnly: '(the site as a whole)',
  retrievedOn: ({ day }: Values<'day'>) => `Retrieved on ${day}.`,
  supports: 'Supports:',
  noLaw: 'This page states no law of its own.',
  openForm: 'Open the report form',
  openReport: 'Open the report page',
  openWebsite: 'Open the website',
  whatToAsk: 'What to ask for',
  sayLead: ({ words }: Values<'words'>) => `Say: ${words}`,
  whatToSay: 'What to say',
  copyWords: 'Copy these words',
  copied: 'Copied',
  notCopied: 'Not copied: mark the words instead',
  commonLaw: ({ name }: Values<'name'>) => `Common law: ${name}`,
  report: ({ offence, law }: Values<'offence' | 'law'>) =>
    `I want to report ${offence}: ${law}. Please record it and give me the reference number.`,
  reportCommonLaw: ({ offence }: Values<'offence'>) =>
    `I want to report ${offence}, a crime at common law. Please record it and give me the reference number.`,
  maximum: 'Maximum',
  law: 'Law',
  standing: 'Standing',
  isInForce: 'In force',
  timeLimit: 'Time limit',
  looksLike: 'It can look like this',
  theLaw: 'The law',
  readIt: 'Read it:',
  mailOfThis: 'A mail when this changes',
  linkTo: ({ title }: Values<'title'>) => `Link to “${title}”`,
  maximumPenalty: 'Maximum penalty',
  covers: 'What it covers',
  section: 'Section',
  elements: 'Key elements',
  official: 'Official source',
  seeAlso: 'See also',
  noneNamed: 'None named.',
  noneStated: 'None stated.',
  notStated: 'Not stated.',
  none: 'None.',
  toBeShown: 'What has to be shown',
} as const

const compared = (alike: Value, entries: Value, day: Value): string =>
  alike === entries
    ? `Everything here was last compared with the law on ${day}`
    : `${alike} of ${entries} entries here were last compared with the law on ${day}`

const theOthers = (alike: Value, entries: Value): string =>
  alike === entries ? '' : ' The others name their own day.'

function checkedBefore(day: Value, due: Value | null): string {
  return `Its sources were last checked before that, on ${day}${due ? `; should have been verified by ${due}` : ''}.`
}
