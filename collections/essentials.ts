import type { CollectionConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import { slugProblem } from '#domain/keys.ts'
import { entryCollection } from './entries/entry.ts'
import { claimLabel } from './fields/claim-label.ts'
import { editorNote } from './fields/editor-note.ts'
import { line, paragraphs } from './fields/plain-text.ts'
import { richText } from './fields/rich-text.ts'
import { distinctKeys, rowKey } from './fields/row-key.ts'

export const essentials: CollectionConfig = entryCollection({
  kind: 'essential',
  slug: 'essentials',
  labels: RECORD_NAMES.essentials,
  group: 'Guides',
  description: 'Essays that hold everywhere: evidence, safety, platforms, police work across borders.',
  columns: [],
  fields: [
    {
      type: 'row',
      fields: [
        line({ name: 'title', label: 'Title', required: true, admin: { width: '65%' } }),
        {
          type: 'text',
          name: 'slug',
          label: 'Slug',
          required: true,
          unique: true,
          validate: (value: unknown) =>
            typeof value === 'string' && value !== ''
              ? (slugProblem(value) ?? true)
              : 'Enter the word that stands in the address of this essay.',
          admin: { width: '35%', description: 'Stands in the address: /essentials/<slug>/.' },
        },
      ],
    },
    paragraphs({ name: 'summary', label: 'Summary', ...claimLabel('summary') }),
    {
      type: 'checkbox',
      name: 'crossBorder',
      label: 'Applies across borders',
      admin: { description: 'Cross-border pages print its summary.' },
    },
    {
      type: 'array',
      name: 'sections',
      label: 'Sections',
      labels: { singular: 'section', plural: 'sections' },
      validate: distinctKeys(30),
      admin: {
        initCollapsed: true,
        components: { RowLabel: '/src/admin/content/rows/section-row.tsx#SectionRow' },
      },
      fields: [
        {
          type: 'row',
          fields: [
            line({ name: 'heading', label: 'Heading', required: true, admin: { width: '70%' } }),
            rowKey('heading'),
          ],
        },
        richText({ name: 'body', label: 'Text', ...claimLabel('sections') }),
        paragraphs({
          name: 'confidenceNote',
          label: 'Note on confidence',
          description: 'Readers see this: what is uncertain about this section.',
        }),
        editorNote(),
      ],
    },
  ],
})
