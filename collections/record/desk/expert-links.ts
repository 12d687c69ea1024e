import { hiddenRows } from '../hidden-rows.ts'
import { count, text, when } from '../machine-rows.ts'

/** Links of experts outside: only a hash of each token is stored. */
export const expertLinks = hiddenRows({
  slug: 'expert-links',
  labels: { singular: 'Link of an expert', plural: 'Links of experts' },
  together: [['entry', 'ask']],
  fields: [
    text('hash', 'Hash', { unique: true, index: true }),
    text('entry', 'Entry'),
    count('ask', 'Event by which they were asked'),
    when('until', 'Until', { index: true }),
  ],
})
