import { hiddenRows } from '../hidden-rows.ts'
import { count, text } from '../machine-rows.ts'

/**
 * Which change was mailed to whom: nobody receives one twice, and a correction goes at once to those who
 * received the error.
 */
export const mailedChanges = hiddenRows({
  slug: 'mailed-changes',
  labels: { singular: 'Mailed change', plural: 'Mailed changes' },
  unique: [['subscriber', 'change']],
  fields: [
    text('subscriber', 'Subscriber'),
    count('change', 'Change', { index: true }),
    text('mail', 'Mail'),
  ],
})
