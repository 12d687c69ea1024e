import { hiddenRows } from '../hidden-rows.ts'
import { text } from '../machine-rows.ts'

/**
 * What readers reported, besides their words, which stand in flags. An address is encrypted with a key that is not in
 * the database, and nobody can list them.
 */
export const readerReports = hiddenRows({
  slug: 'reader-reports',
  labels: { singular: 'Report of a reader', plural: 'Reports of readers' },
  fields: [
    text('key', 'Key', { unique: true, index: true }),
    text('at', 'At', { index: true }),
    text('page', 'Page'),
    text('version', 'Version of the guide'),
    text('address', 'Address, encrypted'),
    text('answer', 'What the reader is told'),
    text('answeredAt', 'Answered at', { index: true }),
  ],
})
