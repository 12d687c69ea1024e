import type { CollectionConfig } from 'payload'
import { count, machineRows, text } from '../machine-rows.ts'
import { targetEndpoints } from './target-endpoints.ts'

const rows = machineRows({
  slug: 'targets',
  labels: { singular: 'Target', plural: 'Targets' },
  description: 'Where releases are pushed to, and which one is there.',
  title: 'address',
  columns: ['address', 'release', 'pushedAt', 'behindSince', 'problem'],
  sort: 'address',
  fields: [
    text('address', 'Address', { unique: true, index: true }),
    text('release', 'Release there'),
    text('pushedAt', 'Pushed at'),
    text('behindSince', 'Behind since'),
    count('tries', 'Failures in a row'),
    text('problem', 'Problem'),
    text('notBefore', 'Not before'),
    count('sentFiles', 'Files sent'),
    count('sentBytes', 'Bytes sent'),
    text('askedAt', 'Asked for at'),
    text('alarmedFor', 'Told as behind since'),
  ],
})

/** The dashboard shows them: no list in the menu. */
export const targets: CollectionConfig = {
  ...rows,
  admin: { ...rows.admin, hidden: true },
  endpoints: targetEndpoints,
}
