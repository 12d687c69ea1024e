import { LINK_VERDICTS } from '#domain/watch/link-checks.ts'
import { CHECK_KINDS } from '#domain/watch/watch.ts'
import { options } from '../../fields/options.ts'
import { count, json, machineRows, text, when } from '../machine-rows.ts'

export const sourceChecks = machineRows({
  slug: 'source-checks',
  labels: { singular: 'Check of a source', plural: 'Checks of sources' },
  description: 'Each look at a source: when, and what was seen. No source is looked at twice in a slot.',
  title: 'url',
  columns: ['at', 'url', 'kind', 'verdict', 'status', 'milliseconds'],
  sort: '-at',
  unique: [['source', 'kind', 'slot']],
  together: [
    ['kind', 'slot'],
    ['source', 'kind', 'at'],
  ],
  fields: [
    text('source', 'Source', { index: true }),
    { type: 'select', name: 'kind', label: 'What for', options: options(CHECK_KINDS) },
    text('slot', 'Slot'),
    text('url', 'Address'),
    text('host', 'Site'),
    when('at', 'Begun at', { index: true }),
    when('endedAt', 'Ended at'),
    { type: 'select', name: 'verdict', label: 'Verdict', options: options(LINK_VERDICTS) },
    text('because', 'Because'),
    count('status', 'Status'),
    text('movedTo', 'Moved to'),
    count('hops', 'Redirects'),
    count('milliseconds', 'Milliseconds'),
    when('certificateEndsOn', 'Certificate ends on'),
    text('etag', 'Version by the server'),
    text('lastModified', 'Last modified'),
    json('found', 'Found of quoted words'),
  ],
})
