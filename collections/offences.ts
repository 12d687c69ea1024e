import type { CollectionConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import { NATURES, LEGAL_STATUSES } from '#domain/content/legal-status.ts'
import { MOST_SITUATIONS, SITUATION_GROUPS } from '#domain/content/situations.ts'
import { entryCollection } from './entries/entry.ts'
import { claimLabel } from './fields/claim-label.ts'
import { options } from './fields/options.ts'
import { line, paragraphs } from './fields/plain-text.ts'
import { distinctKeys, rowKey } from './fields/row-key.ts'

export const offences: CollectionConfig = entryCollection({
  kind: 'offence',
  slug: 'offences',
  labels: RECORD_NAMES.offences,
  group: 'Guides',
  description:
    'What to report it as: each offence with its seven parts, also those that are abolished or do not apply here.',
  columns: ['standing'],
  jurisdiction: { label: 'Jurisdiction' },
  fields: [
    line({ name: 'title', label: 'Title', required: true }),
    {
      type: 'row',
      fields: [
        line({
          name: 'reportAs',
          label: 'Report it as',
          description: 'In a few words, as one names it to an officer: “stalking”.',
          admin: { width: '50%' },
        }),
        {
          type: 'select',
          name: 'standing',
          label: 'Standing',
          options: options(LEGAL_STATUSES),
          admin: { width: '50%', ...claimLabel('standing').admin },
        },
      ],
    },
    {
      type: 'array',
      name: 'situations',
      label: 'What is happening',
      labels: { singular: 'situation', plural: 'situations' },
      validate: distinctKeys(MOST_SITUATIONS),
      admin: {
        description:
          'The guide opens with these: a short sentence each, as the person it happens to says it.',
        components: {
          RowLabel: '/src/admin/content/rows/situation-row.tsx#SituationRow',
          ...claimLabel('situations').admin.components,
        },
      },
      fields: [
        {
          type: 'row',
          fields: [
            {
              type: 'select',
              name: 'group',
              label: 'Group',
              required: true,
              options: options(SITUATION_GROUPS),
              admin: { width: '30%' },
            },
            line({
              name: 'text',
              label: 'In their words',
              required: true,
              description: '“They posted my address.”',
              admin: { width: '40%' },
            }),
            rowKey('text'),
          ],
        },
      ],
    },
    line({
      name: 'say',
      label: 'What to say, if not “I want to report …”',
      description:
        'Left empty, a law in force is reported by its name and section. Fill it in where that does not fit.',
    }),
    paragraphs({ name: 'penalty', label: 'Maximum penalty', ...claimLabel('penalty') }),
    paragraphs({
      name: 'timeLimit',
      label: 'Time limit',
      admin: { ...claimLabel('timeLimit').admin },
    }),
    paragraphs({ name: 'covers', label: 'What it covers', ...claimLabel('covers') }),
    paragraphs({ name: 'section', label: 'Section', ...claimLabel('section') }),
    {
      type: 'row',
      fields: [
        {
          type: 'select',
          name: 'nature',
          label: 'Nature',
          options: options(NATURES),
          admin: { width: '35%' },
        },
        line({
          name: 'classification',
          label: 'Classification, as printed',
          admin: { width: '65%', ...claimLabel('classification').admin },
        }),
      ],
    },
    {
      type: 'array',
      name: 'elements',
      label: 'Key elements',
      labels: { singular: 'element', plural: 'elements' },
      validate: distinctKeys(30),
      admin: {
        description: 'What has to be shown, one element a row: readers see a checklist.',
        components: {
          RowLabel: '/src/admin/content/rows/element-row.tsx#ElementRow',
          ...claimLabel('elements').admin.components,
        },
      },
      fields: [
        {
          type: 'row',
          fields: [
            paragraphs({ name: 'text', label: 'Element', required: true, admin: { width: '70%' } }),
            rowKey('text'),
          ],
        },
      ],
    },
    paragraphs({ name: 'elementsNote', label: 'Note on the elements' }),
    {
      type: 'relationship',
      name: 'officialSource',
      label: 'Official source',
      relationTo: 'sources',
      admin: { description: 'Where the law itself can be read.' },
    },
    {
      type: 'relationship',
      name: 'related',
      label: 'See also',
      relationTo: 'offences',
      hasMany: true,
      filterOptions: ({ data, id }) => {
        const { jurisdiction } = data as { jurisdiction?: string | { id: string } }
        const place = typeof jurisdiction === 'object' ? jurisdiction?.id : jurisdiction
        return {
          ...(place ? { jurisdiction: { equals: place } } : {}),
          ...(id ? { id: { not_equals: id } } : {}),
        }
      },
      admin: { description: 'Offences of the same place that a reader may mean instead.' },
    },
  ],
})
