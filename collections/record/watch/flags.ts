import { FLAG_KINDS, FLAG_ENDS } from '#domain/desk/flags.ts'
import { options } from '../../fields/options.ts'
import { flagEndpoints } from './flag-endpoints.ts'
import { count, json, machineRows, text, when } from '../machine-rows.ts'

export const flags = {
  ...machineRows({
    slug: 'flags',
    labels: { singular: 'Flag', plural: 'Flags' },
    description:
      'What needs a person: an entry, a source or a site, why, since when, and how it was settled.',
    title: 'entry',
    columns: ['at', 'entry', 'kind', 'detail', 'closedAt', 'how'],
    sort: '-at',
    together: [
      ['kind', 'closedAt', 'at'],
      ['about', 'closedAt'],
      ['entry', 'closedAt'],
    ],
    fields: [
      text('key', 'Key', { unique: true, index: true }),
      { type: 'select', name: 'kind', label: 'Why', options: options(FLAG_KINDS), index: true },
      text('entry', 'Entry', { index: true }),
      text('about', 'About', { index: true }),
      text('detail', 'In words'),
      json('claims', 'Claims'),
      count('liveN', 'Live edition when it was flagged'),
      when('at', 'At'),
      text('by', 'By'),
      when('closedAt', 'Settled at', { index: true }),
      text('closedBy', 'Settled by'),
      { type: 'select', name: 'how', label: 'How', options: options(FLAG_ENDS) },
      text('note', 'Why it was dismissed'),
      count('rung', 'Escalated to'),
    ],
  }),
  endpoints: flagEndpoints,
}
