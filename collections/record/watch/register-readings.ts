import { machineRows, text, when } from '../machine-rows.ts'

export const registerReadings = machineRows({
  slug: 'register-readings',
  labels: { singular: 'Reading of a register', plural: 'Readings of registers' },
  description:
    'Feeds of registers: how far each was read, and what could not be. One that is left out is not read at present: no entry rests on its instrument, or a number or key is missing. It goes on from where it was once it is read again.',
  title: 'about',
  columns: ['about', 'readAt', 'readUpTo', 'leftOutAt', 'problem'],
  sort: 'about',
  fields: [
    text('feed', 'Feed', { unique: true, index: true }),
    text('about', 'About'),
    when('readAt', 'Read at'),
    when('readUpTo', 'Read up to'),
    when('leftOutAt', 'Left out since'),
    text('etag', 'ETag'),
    text('lastModified', 'Last modified'),
    text('problem', 'What could not be read'),
  ],
})
