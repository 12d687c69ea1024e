import { MAIL_KINDS, MAIL_STATES } from '#domain/mail/mails.ts'
import { options } from '../../fields/options.ts'
import { hiddenRows } from '../hidden-rows.ts'
import { count, json, text, when } from '../machine-rows.ts'

/** Mails to be sent, and their outcome. */
export const outbox = hiddenRows({
  slug: 'outbox',
  labels: { singular: 'Mail', plural: 'Outbox' },
  together: [
    ['state', 'priority', 'notBefore'],
    ['run', 'state'],
  ],
  fields: [
    text('key', 'Key', { unique: true, index: true }),
    { type: 'select', name: 'kind', label: 'Kind', options: options(MAIL_KINDS) },
    text('recipient', 'Recipient', { index: true }),
    text('run', 'Digest run'),
    json('args', 'What it is made of'),
    text('messageId', 'Message-ID', { index: true }),
    { type: 'select', name: 'state', label: 'State', options: options(MAIL_STATES) },
    count('priority', 'Priority'),
    count('tries', 'Tries'),
    when('createdAt', 'Created at'),
    when('notBefore', 'Not before'),
    text('holder', 'Held by'),
    count('token', 'Token'),
    when('attemptedAt', 'Attempted at'),
    when('endedAt', 'Ended at', { index: true }),
    text('answer', 'Answer'),
  ],
})
