import { count, machineRows, text } from './machine-rows.ts'

export const leases = machineRows({
  slug: 'leases',
  labels: { singular: 'Lease', plural: 'Leases' },
  description: 'Scheduled work: each slot is a row, so that it is done once, whoever does it.',
  title: 'key',
  columns: ['key', 'holder', 'token', 'until', 'doneAt'],
  sort: '-until',
  fields: [
    text('key', 'Slot', { unique: true, index: true }),
    count('token', 'Token'),
    text('holder', 'Held by'),
    text('until', 'Until', { index: true }),
    text('doneAt', 'Done at'),
  ],
})
