import { CADENCES, MAIL_FORMATS, SUBSCRIBER_STATES } from '#domain/mail/subscribers.ts'
import { options } from '../../fields/options.ts'
import { hiddenRows } from '../hidden-rows.ts'
import { count, json, mark, text, when } from '../machine-rows.ts'

/** Subscribers. Addresses are encrypted with a key that is not in the database, and nobody can list them. */
export const subscribers = hiddenRows({
  slug: 'subscribers',
  labels: { singular: 'Subscriber', plural: 'Subscribers' },
  together: [['state', 'cadence']],
  fields: [
    // HMAC of the address, for lookups.
    text('lookup', 'Lookup', { unique: true, index: true }),
    text('address', 'Address, encrypted'),
    { type: 'select', name: 'state', label: 'State', options: options(SUBSCRIBER_STATES) },
    json('follows', 'Follows'),
    { type: 'select', name: 'cadence', label: 'How often', options: options(CADENCES) },
    mark('atOnce', 'Urgent at once'),
    { type: 'select', name: 'format', label: 'Format', options: options(MAIL_FORMATS) },
    count('coveredTo', 'Covered up to change'),
    when('createdAt', 'Created at'),
    when('confirmedAt', 'Confirmed at'),
    // When the subscriber left or was suppressed.
    when('endedAt', 'Ended at', { index: true }),
    text('why', 'Why it was suppressed'),
    // Number of mails requested with just the address, counted since `askedSince`.
    when('askedSince', 'Asked since'),
    count('asked', 'Asked'),
  ],
})
