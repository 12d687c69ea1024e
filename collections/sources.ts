import type { CollectionConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import { PRECISIONS } from '#domain/content/content.ts'
import { keptByEditors } from './access/roles.ts'
import { address } from './fields/address.ts'
import { options } from './fields/options.ts'
import { line } from './fields/plain-text.ts'
import { refuseWhileUsed } from './shared/in-use.ts'
import { recordEdits, recordRemoval } from './shared/record-edits.ts'
import { flagEntries } from './shared/flag-entries.ts'
import { refuseStale, saysWhence } from './shared/refuse-stale.ts'
import { comparingSave, savingNotices } from './shared/saving.ts'
import { sourceEndpoints } from './sources/endpoints.ts'
import { keySource } from './sources/key.ts'
import { settleFormerAddress } from './sources/settle.ts'

export const sources: CollectionConfig = {
  slug: 'sources',
  labels: RECORD_NAMES.sources,
  access: keptByEditors,
  defaultSort: 'label',
  disableDuplicate: true,
  disableBulkEdit: true,
  versions: { drafts: false, maxPerDoc: 0 },
  admin: {
    group: 'Shared',
    description: 'Web pages and documents, one record each, shared by every citation of them.',
    useAsTitle: 'label',
    defaultColumns: ['label', 'precision', 'host', 'updatedAt'],
    listSearchableFields: ['label', 'url', 'key'],
    hideAPIURL: true,
    components: { edit: comparingSave },
  },
  endpoints: sourceEndpoints,
  hooks: {
    beforeOperation: [saysWhence({ must: true })],
    beforeValidate: [refuseStale, keySource],
    afterChange: [recordEdits('sources'), flagEntries('sources'), settleFormerAddress],
    beforeDelete: [refuseWhileUsed('sources'), recordRemoval('sources')],
  },
  fields: [
    savingNotices(),
    line({ name: 'title', label: 'Title', required: true, description: 'As the page calls itself.' }),
    address({
      name: 'url',
      label: 'Address',
      required: true,
      description: 'The page itself; the front page where only the site is known.',
    }),
    {
      type: 'select',
      name: 'precision',
      label: 'What the address names',
      required: true,
      defaultValue: 'page',
      options: options(PRECISIONS),
      admin: {
        description:
          'Of one page, the quoted words are checked. Of a site, only that it answers: find the page, and enter its address.',
      },
    },
    {
      type: 'text',
      name: 'host',
      label: 'Site',
      index: true,
      admin: { position: 'sidebar', readOnly: true },
    },
    {
      type: 'text',
      name: 'key',
      label: 'Key',
      unique: true,
      index: true,
      admin: {
        position: 'sidebar',
        readOnly: true,
        description:
          'The address without its scheme; for a site, with its title. Two sources cannot have the same.',
      },
    },
    { type: 'text', name: 'label', label: 'Source', index: true, admin: { hidden: true } },
    {
      type: 'ui',
      name: 'watch',
      admin: { components: { Field: '/src/admin/watch/source-panel.tsx#SourcePanel' } },
    },
  ],
}
