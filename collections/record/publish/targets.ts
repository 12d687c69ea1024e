import type { CollectionConfig } from 'payload'
import { count, machineRows, text, when } from '../machine-rows.ts'
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
    when('pushedAt', 'Pushed at'),
    when('behindSince', 'Behind since'),
    count('tries', 'Failures in a row'),
    text('problem', 'Problem'),
    when('notBefore', 'Not before'),
    count('sentFiles', 'Files sent'),
    count('sentBytes', 'Bytes sent'),
    when('askedAt', 'Asked for at'),
    when('alarmedFor', 'Told as behind since'),
  ],
})

/** The dashboard shows them: no list in the menu. */
export const targets: CollectionConfig = {
  ...rows,
  admin: { ...rows.admin, hidden: true },
  endpoints: targetEndpoints,
}
