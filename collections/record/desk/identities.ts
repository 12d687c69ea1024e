import { hiddenRows } from '../hidden-rows.ts'
import { text, when } from '../machine-rows.ts'

/** Which account somebody at the identity provider has here. An account is linked to one identity at most. */
export const identities = hiddenRows({
  slug: 'identities',
  labels: { singular: 'Identity', plural: 'Identities' },
  fields: [
    text('identity', 'Issuer and subject', { unique: true, index: true }),
    text('account', 'Account', { unique: true, index: true }),
    when('linkedAt', 'Linked at'),
    when('usedAt', 'Last used at'),
  ],
})
