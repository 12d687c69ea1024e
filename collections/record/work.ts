import { WORK_KINDS, WORK_STATES } from '#domain/work.ts'
import { options } from '../fields/options.ts'
import { count, json, machineRows, text, when } from './machine-rows.ts'

export const work = machineRows({
  slug: 'work',
  labels: { singular: 'Piece of work', plural: 'Work' },
  description: 'What the desk has asked of the worker, and how far it is.',
  title: 'key',
  columns: ['askedAt', 'key', 'state', 'step', 'problem', 'endedAt'],
  sort: '-askedAt',
  together: [['kind', 'state', 'askedAt']],
  fields: [
    text('key', 'Key', { unique: true, index: true }),
    { type: 'select', name: 'kind', label: 'Kind', options: options(WORK_KINDS), index: true },
    text('entry', 'Entry', { index: true }),
    json('args', 'What is asked'),
    text('askedBy', 'Asked by'),
    when('askedAt', 'Asked at', { index: true }),
    { type: 'select', name: 'state', label: 'State', options: options(WORK_STATES), index: true },
    text('step', 'Step'),
    count('done', 'Done'),
    count('total', 'Of'),
    text('problem', 'What failed'),
    count('tries', 'Tries'),
    when('notBefore', 'Tried again at'),
    when('endedAt', 'Ended at'),
    json('result', 'Result'),
  ],
})
