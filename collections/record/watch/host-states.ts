import { count, machineRows, text, when } from '../machine-rows.ts'

export const hostStates = machineRows({
  slug: 'host-states',
  labels: { singular: 'State of a site', plural: 'States of sites' },
  description: 'How each site stands as a whole: one that is down is one incident, not one for each source.',
  title: 'host',
  columns: ['host', 'failing', 'sources', 'failures', 'brokenAt', 'checkedAt'],
  sort: 'host',
  fields: [
    text('host', 'Site', { unique: true, index: true }),
    when('checkedAt', 'Checked at'),
    text('slot', 'Slot'),
    count('failing', 'Sources that fail by it'),
    count('sources', 'Sources'),
    count('failures', 'Failures in a row'),
    when('failingSince', 'Failing since'),
    when('brokenAt', 'Down at', { index: true }),
  ],
})
