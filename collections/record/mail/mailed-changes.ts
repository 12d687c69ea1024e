import { hiddenRows } from '../hidden-rows.ts'
import { count, text } from '../machine-rows.ts'

/** Which change was put into a mail to whom: nobody is told of one twice, and a correction goes at once to those who were told what was wrong. */
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
