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
    `${alike === entries ? 'checked' : 'most checked'} ${day}${apart ? `, ${apart} overdue` : ''}`,
  overdue: ({ day, alike, entries }: Values<'day' | 'alike' | 'entries'>) =>
    `${alike === entries ? 'overdue' : 'most overdue'}: last checked ${day}`,
  sample: 'Sample content, not verified',
} as const
