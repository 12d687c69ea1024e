import { hiddenRows } from '../hidden-rows.ts'
import { text, when } from '../machine-rows.ts'

/** What is known of each session of an account: its device, its last use, and when a second factor was proved in it. */
export const signIns = hiddenRows({
  slug: 'sign-ins',
  labels: { singular: 'Sign-in', plural: 'Sign-ins' },
  fields: [
    text('session', 'Session', { unique: true, index: true }),
    text('account', 'Account', { index: true }),
    text('device', 'Device'),
    when('createdAt', 'Signed in at'),
    when('usedAt', 'Last used at'),
    when('provedAt', 'Second factor proved at'),
    text('challenge', 'Challenge of a passkey'),
    when('challengeAt', 'Challenge made at'),
  ],
})
