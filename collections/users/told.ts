import type { Field } from 'payload'
import { DEFAULT_SETTINGS, MAIL_CHOICES, NOTICE_GROUPS, type NoticeGroup } from '#domain/mail/notices.ts'
import { env } from '#lib/env.ts'
import { options } from '../fields/options.ts'

const WHAT: Record<NoticeGroup, string> = {
  waiting:
    'A review, a withdrawal or a second review; what comes back to you with notes, is assigned to you, or waits for a colleague who is away; a mention of you, a question about your work, and an answer in a conversation of yours.',
  done: 'What you wrote or submitted went live; a withdrawal that you asked for was made or declined; a question that you asked was resolved.',
  trouble:
    'A law changed, a source is in trouble, or a reader reports an error. You look after what you submitted and readers see, and after the places for which you are the first person responsible, or if nobody else who is here does. For whoever is away, the colleague who stands in is told, too, or the next who is responsible.',
}

const choice = (group: NoticeGroup): Field => ({
  type: 'select',
  name: group,
  label: NOTICE_GROUPS[group],
  options: options(MAIL_CHOICES),
  defaultValue: DEFAULT_SETTINGS[group],
  admin: { description: WHAT[group], isClearable: false },
})

const HOW =
  'The bell at the top shows everything, whatever you choose here. “At once” waits for a few minutes of quiet, so that what comes together is one mail. A mail names no words of an entry, only its kind, its place, and the way to it.'

const NO_SERVER =
  'No mail is sent from here: no mail server is set. Whoever runs the server sets SMTP_URL. Until then each mail is a file in the data folder.'

/** How a person is told by mail of what is new for them. */
export const told: Field = {
  type: 'group',
  name: 'told',
  label: 'What you are told by mail',
  admin: { description: env().smtpUrl === null ? `${NO_SERVER} ${HOW}` : HOW },
  fields: [choice('waiting'), choice('done'), choice('trouble')],
}
