import type { CollectionConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import { INSTRUMENT_KINDS } from '#domain/content/content.ts'
import { keptByEditors } from './access/roles.ts'
import { options } from './fields/options.ts'
import { line, paragraphs } from './fields/plain-text.ts'
import { sharedKey } from './fields/shared-key.ts'
import { instrumentEndpoints } from './instruments/endpoints.ts'
import { flagEntries } from './shared/flag-entries.ts'
import { assignLabel } from './shared/assign-label.ts'
import { refuseWhileUsed } from './shared/in-use.ts'
import { recordEdits, recordRemoval } from './shared/record-edits.ts'
import { refuseStale, saysWhence } from './shared/refuse-stale.ts'
import { comparingSave, savingNotices } from './shared/saving.ts'

export const instruments: CollectionConfig = {
  slug: 'instruments',
  labels: RECORD_NAMES.instruments,
  access: keptByEditors,
  defaultSort: 'label',
  disableDuplicate: true,
  disableBulkEdit: true,
  versions: { drafts: false, maxPerDoc: 0 },
  admin: {
    group: 'Shared',
    description:
      'Acts, orders, codes, rules of common law, decisions and treaties. One record each, shared by every guide that rests on it.',
    useAsTitle: 'label',
    defaultColumns: ['label', 'kind', 'year', 'updatedAt'],
    listSearchableFields: ['label', 'key', 'title'],
    hideAPIURL: true,
    components: { edit: comparingSave },
  },
  endpoints: instrumentEndpoints,
  hooks: {
    beforeOperation: [saysWhence({ must: true })],
    beforeValidate: [refuseStale],
    beforeChange: [assignLabel('title')],
    afterChange: [recordEdits('instruments'), flagEntries('instruments')],
    beforeDelete: [refuseWhileUsed('instruments'), recordRemoval('instruments')],
  },
  fields: [
    savingNotices(),
    line({
      name: 'title',
      label: 'Title',
      required: true,
      description: 'As one cites it: Online Safety Act 2023.',
    }),
    {
      type: 'row',
      fields: [
        {
          type: 'select',
          name: 'kind',
          label: 'Kind',
          required: true,
          defaultValue: 'act',
          options: options(INSTRUMENT_KINDS),
          admin: { width: '34%' },
        },
        { type: 'number', name: 'year', label: 'Year', min: 1200, max: 2200, admin: { width: '33%' } },
        line({
          name: 'number',
          label: 'Number',
          description: 'c. 50; SI 1997/1180; R.S.C. 1985, c. C-46.',
          admin: { width: '33%' },
        }),
      ],
    },
    {
      type: 'relationship',
      name: 'jurisdiction',
      label: 'Jurisdiction',
      relationTo: 'jurisdictions',
      admin: { allowEdit: false, description: 'Whose law it is. Leave empty for a treaty.' },
    },
    paragraphs({
      name: 'extent',
      label: 'Extent',
      description: 'Where it applies, in words: which provisions extend where, which are in force.',
    }),
    sharedKey({ from: ['title'] }),
    { type: 'text', name: 'label', label: 'Instrument', index: true, admin: { hidden: true } },
    {
      type: 'ui',
      name: 'restsOn',
      admin: { components: { Field: '/src/admin/desk/impact/impact-panel.tsx#ImpactPanel' } },
    },
  ],
}
