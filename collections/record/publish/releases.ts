import { count, machineRows, text, when } from '../machine-rows.ts'
import { releaseEndpoints } from './release-endpoints.ts'

const rows = machineRows({
  slug: 'releases',
  labels: { singular: 'Release', plural: 'Releases' },
  description: 'What was published, and when. The files are in the data folder.',
  title: 'name',
  columns: ['seq', 'at', 'name', 'files', 'rendered', 'printed'],
  sort: '-seq',
  fields: [
    count('seq', 'Number', { unique: true, index: true }),
    text('name', 'Folder'),
    when('at', 'At'),
    when('day', 'Day'),
    text('snapshotHash', 'Snapshot'),
    text('manifestHash', 'Manifest'),
    text('headsHash', 'Heads'),
    count('files', 'Files'),
    count('rendered', 'Pages rendered'),
    count('printed', 'PDFs printed'),
  ],
})

export const releases = { ...rows, endpoints: releaseEndpoints }
