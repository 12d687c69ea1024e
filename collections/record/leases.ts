import { count, machineRows, text, when } from './machine-rows.ts'

export const leases = machineRows({
  slug: 'leases',
  labels: { singular: 'Lease', plural: 'Leases' },
  description:
    'Work that one worker does at a time; of scheduled work each slot is a row, so that it is done once.',
  title: 'key',
  columns: ['key', 'holder', 'token', 'until', 'doneAt'],
  sort: '-until',
  fields: [
    text('key', 'Work', { unique: true, index: true }),
    count('token', 'Token'),
    text('holder', 'Held by'),
    when('until', 'Rests until', { index: true }),
    when('doneAt', 'Done at'),
  ],
})
