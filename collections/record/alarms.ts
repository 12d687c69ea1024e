import type { CollectionConfig } from 'payload'
import { machineRows, text, when } from './machine-rows.ts'

const rows = machineRows({
  slug: 'alarms',
  labels: { singular: 'Alarm', plural: 'Alarms' },
  description: 'What whoever runs this installation must see to.',
  title: 'name',
  columns: ['name', 'since', 'words'],
  sort: 'since',
  fields: [
    text('name', 'Name', { unique: true, index: true }),
    when('since', 'Since'),
    when('toldAt', 'Administrators told at'),
    text('words', 'What is wrong'),
  ],
})

/** The dashboard shows them: no list in the menu. */
export const alarms: CollectionConfig = { ...rows, admin: { ...rows.admin, hidden: true } }
