import type { Values } from '../values.ts'

/** What stands in prints alone. */
export const print = {
  stepHeading: ({ number, heading }: Values<'number' | 'heading'>) => `Step ${number}: ${heading}`,
  inDanger: ({ heading, number }: Values<'heading' | 'number'>) => `${heading} Call ${number}`,
  continued: ', continued',
  page: ({ page, pages }: Values<'page' | 'pages'>) => `Page ${page} of ${pages}`,
  writeItDown: 'Write it down here',
  reference: 'Reference number',
  reportedTo: 'Reported to',
  officer: 'Officer',
  date: 'Date',
  numbersInBrackets: 'Numbers in brackets lead to the list of sources at the end.',
  siteOnly: '(the site as a whole)',
  retrievedOn: ({ day }: Values<'day'>) => `retrieved on ${day}`,
  contacts: 'Contacts',
  sources: 'Sources',
  askFor: 'Ask for:',
  since: ({ day }: Values<'day'>) => `(since ${day})`,
  guides: 'Guides:',
  foot: ({ brand, place, hash }: Values<'brand' | 'place' | 'hash'>) =>
    `${brand} · ${place} · version ${hash}`,
  checked: ({ day, alike, entries, apart }: Values<'day' | 'alike' | 'entries' | 'apart'>) =>
    `${alike === entries ? 'checked' : 'most entries checked'} ${day}${apart ? `, ${apart} overdue` : ''}`,
  overdue: ({ day, alike, entries }: Values<'day' | 'alike' | 'entries'>) =>
    `${alike === entries ? 'overdue' : 'most entries overdue'}: last checked ${day}`,
  sample: 'Sample content, not verified',
  /** The title of every discreet print. */
  discreetTitle: 'Notes',
  largePrint: 'Large print',
  changedOn: ({ day }: Values<'day'>) => `Changed on ${day}.`,
  notVerified: 'Some of this was not verified in time. Ask whether it is still right.',
  sheetTitle: ({ place }: Values<'place'>) => `What to do: ${place}`,
  sheetReport: 'Where to report',
  sheetSay: 'What to say',
  sheetDeadlines: 'How long you have',
  sheetMore: ({ count }: Values<'count'>) => `${count} more: see the whole guide.`,
  sheetCut: 'There is more to say on this than fits here: see the whole guide.',
  sheetWhole: 'The whole guide has the sources of all this, and more.',
  sheetCompare: ({ day }: Values<'day'>) =>
    `This sheet has what was so when it last changed, on ${day}. To see what changed after that day, scan the code or open this address:`,
  cardTitle: ({ place }: Values<'place'>) => `Wallet card: ${place}`,
  cardFold: 'Cut along the outer line and fold in the middle: this is the size of a bank card.',
  cardReference: 'Reference number:',
  cardChangedOn: ({ day }: Values<'day'>) => `As of ${day}. Changed since?`,
} as const
