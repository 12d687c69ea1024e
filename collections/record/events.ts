import { ACTIONS } from '#domain/events.ts'
import { options } from '../fields/options.ts'
import { count, json, machineRows, text } from './machine-rows.ts'

export const editorialEvents = machineRows({
  slug: 'editorial-events',
  labels: { singular: 'Event', plural: 'Events' },
  description:
    'Who did what to which entry, and when: one chain for each entry, each link with the hash of the one before.',
  title: 'entry',
  columns: ['at', 'entry', 'n', 'action', 'actorName', 'revision'],
  sort: '-at',
  unique: [['entry', 'n']],
  fields: [
    text('entry', 'Entry', { index: true }),
    count('n', 'Event'),
    text('at', 'At', { index: true }),
    text('actorId', 'Actor'),
    text('actorName', 'Who'),
    { type: 'select', name: 'action', label: 'Action', options: options(ACTIONS), index: true },
    count('revision', 'Revision'),
    text('edition', 'Edition'),
    json('details', 'Details'),
    text('previous', 'Hash of the event before'),
    text('hash', 'Hash'),
  ],
})
