import { CHANGE_KINDS } from '#domain/content/editions.ts'
import { options } from '../../fields/options.ts'
import { count, json, machineRows, text, when } from '../machine-rows.ts'

export const changes = machineRows({
  slug: 'changes',
  labels: { singular: 'Change', plural: 'Changes' },
  description:
    'The public record of what went live: note, kind, and what each field said before and says now.',
  title: 'seq',
  columns: ['seq', 'at', 'entry', 'kind', 'note'],
  sort: '-seq',
  fields: [
    count('seq', 'Number', { unique: true, index: true }),
    text('entry', 'Entry', { index: true }),
    text('entryKind', 'Kind of entry'),
    text('jurisdiction', 'Jurisdiction', { index: true }),
    { type: 'select', name: 'kind', label: 'Kind', options: options(CHANGE_KINDS) },
    text('title', 'Title'),
    text('note', 'Note'),
    when('noteCorrectedAt', 'Note corrected at'),
    when('at', 'At'),
    when('effectiveOn', 'Effective on'),
    text('edition', 'Edition'),
    text('replaced', 'Edition it replaced'),
    count('corrects', 'Corrects change'),
    json('fields', 'Before and after'),
  ],
})
