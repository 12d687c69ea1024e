import type { CollectionConfig } from 'payload'
import { MAIL_STEPS, NOTICE_KINDS } from '#domain/mail/notices.ts'
import { options } from '../../fields/options.ts'
import { hiddenRows } from '../hidden-rows.ts'
import { text, when } from '../machine-rows.ts'
import { noticeEndpoints } from './notice-endpoints.ts'

const rows = hiddenRows({
  slug: 'notices',
  labels: { singular: 'Notice', plural: 'Notices' },
  together: [
    ['person', 'at'],
    ['person', 'readAt'],
    ['person', 'mail'],
    ['entry', 'kind'],
    ['mail', 'mailAt'],
  ],
  fields: [
    text('key', 'Key', { unique: true, index: true }),
    text('person', 'Person'),
    { type: 'select', name: 'kind', label: 'Kind', options: options(NOTICE_KINDS) },
    text('entry', 'Entry'),
    text('flag', 'Flag'),
    when('at', 'At', { index: true }),
    when('readAt', 'Read at'),
    { type: 'select', name: 'mail', label: 'Mail', options: options(MAIL_STEPS) },
    when('mailAt', 'Mail may be written at'),
    text('mailKey', 'Mail, its key', { index: true }),
  ],
})

/** What each person is told. Nobody lists them: each sees their own in the bell. */
export const notices: CollectionConfig = { ...rows, endpoints: noticeEndpoints }
