import { hiddenRows } from '../hidden-rows.ts'
import { count, text, when } from '../machine-rows.ts'

/** Second factors of accounts. Secrets are encrypted or hashed, with a key that is not in the database. */
export const secondFactors = hiddenRows({
  slug: 'second-factors',
  labels: { singular: 'Second factor', plural: 'Second factors' },
  fields: [
    text('account', 'Account', { index: true }),
    text('kind', 'Kind'),
    text('name', 'Name'),
    text('secret', 'Secret, sealed; hash of a code; public key'),
    text('credential', 'Credential of a passkey', { index: true }),
    text('transports', 'Transports of a passkey'),
    count('counter', 'Last step or counter'),
    when('createdAt', 'Set up at'),
    when('confirmedAt', 'Confirmed at'),
    when('usedAt', 'Last used at'),
  ],
})
