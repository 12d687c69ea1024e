import type { CollectionConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import { entryCollection } from './entries/entry.ts'
import { claimLabel } from './fields/claim-label.ts'
import { bodyContacts, contacts } from './fields/contacts.ts'
import { links } from './fields/links.ts'
import { line, paragraphs } from './fields/plain-text.ts'
import { distinctKeys, rowKey } from './fields/row-key.ts'

export const ladders: CollectionConfig = entryCollection({
  kind: 'ladder',
  slug: 'ladders',
  labels: RECORD_NAMES.ladders,
  group: 'Guides',
  description:
    'What to do when one is brushed off: the steps in their order, from the first report to liaison abroad.',
  columns: [],
  jurisdiction: { label: 'Jurisdiction' },
  fields: [
    {
      type: 'array',
      name: 'steps',
      label: 'Steps',
      labels: { singular: 'step', plural: 'steps' },
      validate: distinctKeys(30),
      admin: {
        initCollapsed: true,
        components: { RowLabel: '/src/admin/content/rows/step-row.tsx#StepRow' },
      },
      fields: [
        {
          type: 'row',
          fields: [
            line({ name: 'title', label: 'Title', required: true, admin: { width: '70%' } }),
            rowKey('title'),
          ],
        },
        paragraphs({ name: 'text', label: 'What to do', required: true, ...claimLabel('steps') }),
        {
          type: 'row',
          fields: [
            {
              type: 'checkbox',
              name: 'namesRight',
              label: 'Names a right or a deadline',
              admin: { width: '50%', description: 'Such a step needs a source.' },
            },
            {
              type: 'checkbox',
              name: 'crossBorder',
              label: 'Leads abroad',
              admin: { width: '50%', description: 'Cross-border pages print this step.' },
            },
          ],
        },
        bodyContacts(
          'Numbers and addresses that this step prints, from the record of the body that has them.',
        ),
        contacts({ label: 'Contacts of its own' }),
        links(),
      ],
    },
  ],
})
