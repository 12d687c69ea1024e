import type { CollectionConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import { BUDAPEST, DOXXING_STATUSES, RECORDING_RULES } from '#domain/content/channels.ts'
import { entryCollection } from './entries/entry.ts'
import { claimLabel } from './fields/claim-label.ts'
import { contacts } from './fields/contacts.ts'
import { options } from './fields/options.ts'
import { line, paragraphs } from './fields/plain-text.ts'

export const profiles: CollectionConfig = entryCollection({
  kind: 'profile',
  slug: 'profiles',
  labels: RECORD_NAMES.profiles,
  group: 'Guides',
  description:
    'What every guide begins with: emergency numbers, whether doxxing is an offence, the rule on recording calls.',
  columns: [],
  jurisdiction: { label: 'Jurisdiction' },
  fields: [
    {
      type: 'group',
      name: 'emergency',
      label: 'Emergency',
      ...claimLabel('emergency'),
      fields: [
        contacts({
          label: 'Emergency numbers',
          description: 'The number to call stands first; text, relay and other numbers after it.',
        }),
        line({ name: 'useWhen', label: 'When to use it' }),
        line({
          name: 'say',
          label: 'What to say',
          description:
            'Ten words that somebody can read out: where, what is happening, that you need the police.',
        }),
        paragraphs({ name: 'note', label: 'What else there is to know' }),
      ],
    },
    {
      type: 'group',
      name: 'doxxing',
      label: 'Doxxing',
      ...claimLabel('doxxing'),
      fields: [
        { type: 'select', name: 'status', label: 'Status', options: options(DOXXING_STATUSES) },
        paragraphs({ name: 'text', label: 'How it is prosecuted' }),
        line({ name: 'say', label: 'What to say' }),
      ],
    },
    {
      type: 'group',
      name: 'recording',
      label: 'Recording your own calls',
      ...claimLabel('recording'),
      fields: [
        { type: 'select', name: 'rule', label: 'Rule', options: options(RECORDING_RULES) },
        paragraphs({ name: 'text', label: 'What it means' }),
      ],
    },
    {
      type: 'row',
      fields: [
        {
          type: 'select',
          name: 'budapest',
          label: 'Budapest Convention on Cybercrime',
          options: options(BUDAPEST),
          admin: { width: '50%' },
        },
        {
          type: 'number',
          name: 'ownOffences',
          label: 'Offences of its own',
          min: 0,
          max: 999,
          admin: { width: '50%', description: 'For a section: how many offences of its own are noted.' },
        },
      ],
    },
  ],
})
