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
  siteOnly: '(only the site is known)',
  retrievedOn: ({ day }: Values<'day'>) => `retrieved on ${day}`,
  contacts: 'Contacts',
  sources: 'Sources',
  askFor: 'Ask for:',
  since: ({ day }: Values<'day'>) => `(since ${day})`,
  guides: 'Guides:',
  foot: ({ brand, place, hash }: Values<'brand' | 'place' | 'hash'>) =>
    `${brand} · ${place} · version ${hash}`,
  sample: 'Sample content, not verified',
} as const
