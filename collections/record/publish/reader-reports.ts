import type { CollectionConfig } from 'payload'
import { hiddenRows } from '../hidden-rows.ts'
import { text, when } from '../machine-rows.ts'
import { reportEndpoints } from './report-endpoints.ts'

const rows = hiddenRows({
  slug: 'reader-reports',
  labels: { singular: 'Report of a reader', plural: 'Reports of readers' },
  fields: [
    text('key', 'Key', { unique: true, index: true }),
    when('at', 'At', { index: true }),
    text('page', 'Page'),
    text('version', 'Version of the guide'),
    text('words', 'What the reader wrote'),
    text('address', 'Address, encrypted'),
    text('answer', 'What the reader is told'),
    when('answeredAt', 'Answered at', { index: true }),
  ],
})

/** What readers reported. An address is encrypted with a key that is not in the database, and nobody can list them. */
export const readerReports: CollectionConfig = { ...rows, endpoints: reportEndpoints }
