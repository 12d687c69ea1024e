import type { CollectionConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import { REACHES, ROLES, STAGES } from '#domain/content/channels.ts'
import { entryCollection } from './entries/entry.ts'
import { address } from './fields/address.ts'
import { claimLabel } from './fields/claim-label.ts'
import { bodyContacts, contacts } from './fields/contacts.ts'
import { options } from './fields/options.ts'
import { line, paragraphs } from './fields/plain-text.ts'

export const channels: CollectionConfig = entryCollection({
  kind: 'channel',
  slug: 'channels',
  labels: RECORD_NAMES.channels,
  group: 'Guides',
  description: 'Where one reports: the channels that start an official record, and the national bodies.',
  columns: ['stage', 'role'],
  jurisdiction: { label: 'Jurisdiction' },
  fields: [
    line({ name: 'title', label: 'Title', required: true }),
    {
      type: 'row',
      fields: [
        {
          type: 'select',
          name: 'stage',
          label: 'Stage',
          required: true,
          defaultValue: 'record',
          options: options(STAGES),
          admin: { width: '33%' },
        },
        {
          type: 'select',
          name: 'role',
          label: 'Role',
          options: options(ROLES),
          admin: { width: '34%', ...claimLabel('role').admin },
        },
        {
          type: 'select',
          name: 'reach',
          label: 'Who can use it',
          required: true,
          defaultValue: 'public',
          options: options(REACHES),
          admin: { width: '33%' },
        },
      ],
    },
    { type: 'relationship', name: 'body', label: 'Body that runs it', relationTo: 'bodies' },
    paragraphs({ name: 'does', label: 'What it does', ...claimLabel('does') }),
    paragraphs({
      name: 'ask',
      label: 'What to ask for',
      description: 'The reference number, by the name it has here.',
    }),
    paragraphs({
      name: 'instead',
      label: 'Whom it is for, and what to use instead',
      admin: { condition: (data) => data?.role === 'not-here', ...claimLabel('instead').admin },
    }),
    address({ name: 'url', label: 'Address' }),
    bodyContacts(
      'Numbers and addresses that this channel prints, from the record of the body that has them.',
    ),
    contacts({ label: 'Contacts of its own', claim: 'contacts' }),
  ],
})
