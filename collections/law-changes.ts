import type { CollectionConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import { LAW_CHANGE_STATES, LAW_CHANGES } from '#domain/desk/law-changes.ts'
import { keptByEditors } from './access/roles.ts'
import { legalDate } from './fields/legal-date.ts'
import { options } from './fields/options.ts'
import { line, paragraphs } from './fields/plain-text.ts'
import { lawChangeEndpoints } from './law-changes/endpoints.ts'
import { keepToItsFlags, refuseWhileFlagged } from './law-changes/hooks.ts'
import { refuseStale, saysWhence } from './shared/refuse-stale.ts'
import { comparingSave, savingNotices } from './shared/saving.ts'

export const lawChanges: CollectionConfig = {
  slug: 'law-changes',
  labels: RECORD_NAMES['law-changes'],
  access: keptByEditors,
  defaultSort: '-effectiveOn',
  disableDuplicate: true,
  disableBulkEdit: true,
  versions: { drafts: false, maxPerDoc: 0 },
  admin: {
    group: 'Law',
    description:
      'What happened to an instrument, and when. Each shows every entry that rests on it, flags them, and says which are settled.',
    useAsTitle: 'title',
    defaultColumns: ['title', 'state', 'instrument', 'what', 'effectiveOn', 'updatedAt'],
    hideAPIURL: true,
    components: { edit: comparingSave },
  },
  endpoints: lawChangeEndpoints,
  hooks: {
    beforeOperation: [saysWhence({ must: true })],
    beforeValidate: [refuseStale],
    beforeChange: [keepToItsFlags],
    beforeDelete: [refuseWhileFlagged],
  },
  fields: [
    savingNotices(),
    line({
      name: 'title',
      label: 'What happened',
      required: true,
      description: 'In a few words: “Section 20 commences”.',
    }),
    {
      type: 'relationship',
      name: 'instrument',
      label: 'Instrument',
      relationTo: 'instruments',
      required: true,
    },
    {
      type: 'row',
      fields: [
        {
          type: 'select',
          name: 'what',
          label: 'Kind',
          required: true,
          // A function, so that it is the form's and no default of the database column.
          defaultValue: () => 'amendment',
          options: options(LAW_CHANGES),
          admin: { width: '50%' },
        },
        legalDate({
          name: 'effectiveOn',
          label: 'Takes force on',
          required: true,
          index: true,
          admin: { width: '50%' },
        }),
      ],
    },
    line({
      name: 'provisions',
      label: 'Provisions',
      description:
        'Which of its provisions change: s. 127(3), ss. 20–23, Sch. 2 para. 4. Leave empty for the whole.',
    }),
    { type: 'relationship', name: 'source', label: 'Source', relationTo: 'sources' },
    paragraphs({ name: 'note', label: 'Note' }),
    {
      type: 'select',
      name: 'state',
      label: 'State',
      defaultValue: 'recorded',
      options: options(LAW_CHANGE_STATES),
      index: true,
      access: { create: () => false, update: () => false },
      admin: {
        hidden: true,
        components: { Cell: '/src/admin/desk/impact/law-change-state.tsx#LawChangeStateCell' },
      },
    },
    {
      type: 'ui',
      name: 'impact',
      admin: { components: { Field: '/src/admin/desk/impact/impact-panel.tsx#ImpactPanel' } },
    },
  ],
}
