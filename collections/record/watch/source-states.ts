import { LINK_VERDICTS } from '#domain/watch/link-checks.ts'
import { options } from '../../fields/options.ts'
import { count, json, machineRows, text, when } from '../machine-rows.ts'

export const sourceStates = machineRows({
  slug: 'source-states',
  labels: { singular: 'State of a source', plural: 'States of sources' },
  description: 'How each source stands by its checks.',
  title: 'url',
  columns: ['url', 'verdict', 'since', 'failures', 'brokenAt', 'movedTo', 'checkedAt'],
  sort: 'url',
  fields: [
    text('source', 'Source', { unique: true, index: true }),
    text('url', 'Address'),
    text('host', 'Site', { index: true }),
    json('keys', 'Keys'),
    { type: 'select', name: 'verdict', label: 'Verdict', options: options(LINK_VERDICTS), index: true },
    text('because', 'Because'),
    when('since', 'Since'),
    when('sinceDay', 'Since day'),
    count('times', 'Checks that said so in a row'),
    when('checkedAt', 'Checked at'),
    text('slot', 'Slot'),
    count('status', 'Status'),
    text('movedTo', 'Moved to'),
    when('certificateEndsOn', 'Certificate ends on'),
    text('etag', 'Version by the server'),
    text('lastModified', 'Last modified'),
    count('failures', 'Failures in a row'),
    when('failingSince', 'Failing since'),
    when('brokenAt', 'Broken at', { index: true }),
  ],
})
