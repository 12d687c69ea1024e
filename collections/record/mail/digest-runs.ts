import { RUN_STATES } from '#domain/mail/digests.ts'
import { options } from '../../fields/options.ts'
import { count, machineRows, text, when } from '../machine-rows.ts'

export const digestRuns = machineRows({
  slug: 'digest-runs',
  labels: { singular: 'Digest run', plural: 'Digest runs' },
  description: 'Each run of digests: which changes it told of, and how many mails it wrote.',
  title: 'key',
  columns: ['startedAt', 'key', 'fromSeq', 'toSeq', 'state', 'mails'],
  sort: '-startedAt',
  fields: [
    text('key', 'Run', { unique: true, index: true }),
    text('kind', 'Kind', { index: true }),
    count('fromSeq', 'After change'),
    count('toSeq', 'Up to change', { index: true }),
    { type: 'select', name: 'state', label: 'State', options: options(RUN_STATES), index: true },
    count('mails', 'Mails'),
    when('startedAt', 'Started at', { index: true }),
    when('plannedAt', 'Prepared at'),
    text('note', 'Note'),
  ],
})
