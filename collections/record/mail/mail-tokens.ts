import { hiddenRows } from '../hidden-rows.ts'
import { text, when } from '../machine-rows.ts'

/** Links in mails: only a hash of each token is stored. */
export const mailTokens = hiddenRows({
  slug: 'mail-tokens',
  labels: { singular: 'Mail token', plural: 'Mail tokens' },
  fields: [
    text('hash', 'Hash', { unique: true, index: true }),
    text('subscriber', 'Subscriber', { index: true }),
    text('purpose', 'Purpose'),
    when('createdAt', 'Created at'),
    when('expiresAt', 'Expires at', { index: true }),
  ],
})
