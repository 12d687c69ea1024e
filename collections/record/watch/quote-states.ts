import { QUOTE_VERDICTS } from '#domain/watch/quote-findings.ts'
import { options } from '../../fields/options.ts'
import { count, json, machineRows, text, when } from '../machine-rows.ts'

export const quoteStates = machineRows({
  slug: 'quote-states',
  labels: { singular: 'State of quoted words', plural: 'States of quoted words' },
  description: 'Whether the words and values that entries take from a source still stand there.',
  title: 'exact',
  columns: ['exact', 'verdict', 'since', 'stoodOn', 'checkedAt'],
  sort: 'exact',
  fields: [
    text('key', 'Key', { unique: true, index: true }),
    text('source', 'Source', { index: true }),
    {
      type: 'select',
      name: 'what',
      label: 'What',
      options: options({ quote: 'Quoted words', value: 'Value' }),
    },
    text('exact', 'Words'),
    json('quoted', 'As it is quoted'),
    { type: 'select', name: 'verdict', label: 'Verdict', options: options(QUOTE_VERDICTS), index: true },
    text('because', 'Because'),
    when('since', 'Since'),
    count('times', 'Looks that said so in a row'),
    when('checkedAt', 'Looked at'),
    text('slot', 'Slot'),
    json('stood', 'As it last stood'),
    text('stoodHash', 'Hash of that'),
    when('stoodOn', 'Last stood on'),
    json('now', 'What stands there now'),
  ],
})
