import { CHANGE_KINDS } from '#domain/content/editions.ts'
import { options } from '../../fields/options.ts'
import { count, json, machineRows, text, when } from '../machine-rows.ts'

export const editions = machineRows({
  slug: 'editions',
  labels: { singular: 'Edition', plural: 'Editions' },
  description: 'The content of entries as it was frozen and hashed. Never changed, never deleted.',
  title: 'hash',
  columns: ['entry', 'n', 'revision', 'changeKind', 'changeNote'],
  sort: 'entry',
  unique: [['entry', 'n']],
  fields: [
    text('entry', 'Entry', { index: true }),
    text('kind', 'Kind'),
    count('n', 'Edition'),
    text('hash', 'Hash', { unique: true, index: true }),
    count('revision', 'Revision'),
    { type: 'select', name: 'changeKind', label: 'Kind of change', options: options(CHANGE_KINDS) },
    text('changeNote', 'Change note'),
    when('effectiveOn', 'Effective on'),
    when('goesLiveOn', 'Goes live on'),
    count('corrects', 'Corrects change'),
    text('contentHash', 'Hash of the content'),
    json('content', 'Content'),
  ],
})
