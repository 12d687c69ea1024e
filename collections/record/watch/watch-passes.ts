import { RUN_KINDS, WATCH_RUN_STATES } from '#domain/watch/watch.ts'
import { options } from '../../fields/options.ts'
import { count, json, machineRows, text, when } from '../machine-rows.ts'

export const watchPasses = machineRows({
  slug: 'watch-passes',
  labels: { singular: 'Run of the watch', plural: 'Runs of the watch' },
  description: 'Each run over all sources or entries, how far it is, and what it found.',
  title: 'key',
  columns: ['startedAt', 'key', 'state', 'done', 'total', 'endedAt'],
  sort: '-startedAt',
  fields: [
    text('key', 'Run', { unique: true, index: true }),
    { type: 'select', name: 'kind', label: 'Kind', options: options(RUN_KINDS), index: true },
    text('slot', 'Slot'),
    { type: 'select', name: 'state', label: 'State', options: options(WATCH_RUN_STATES) },
    count('done', 'Done'),
    count('total', 'Of'),
    when('startedAt', 'Started at', { index: true }),
    when('endedAt', 'Ended at'),
    json('found', 'Found'),
  ],
})
