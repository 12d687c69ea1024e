import type { CollectionConfig } from 'payload'
import { RECORD_NAMES } from '#domain/content/names.ts'
import { keptByEditors } from './access/roles.ts'
import { address } from './fields/address.ts'
import { awaitedRows } from './fields/awaited-rows.ts'
import { contacts } from './fields/contacts.ts'
import { line } from './fields/plain-text.ts'
import { sharedKey } from './fields/shared-key.ts'
import { flagEntries } from './shared/flag-entries.ts'
import { assignLabel } from './shared/assign-label.ts'
import { refuseWhileUsed } from './shared/in-use.ts'
import { recordEdits, recordRemoval } from './shared/record-edits.ts'
import { refuseStale, saysWhence } from './shared/refuse-stale.ts'
import { comparingSave, savingNotices } from './shared/saving.ts'

export const bodies: CollectionConfig = {
  slug: 'bodies',
  labels: RECORD_NAMES.bodies,
  access: keptByEditors,
  defaultSort: 'label',
  disableDuplicate: true,
  disableBulkEdit: true,
  versions: { drafts: false, maxPerDoc: 0 },
  admin: {
    group: 'Shared',
    description:
      'Organisations and how to reach them. A number is kept here once; channels, steps and routes print it.',
    useAsTitle: 'label',
    defaultColumns: ['label', 'key', 'updatedAt'],
    listSearchableFields: ['label', 'key'],
    hideAPIURL: true,
    components: { edit: comparingSave },
  },
  hooks: {
    beforeOperation: [saysWhence({ must: true })],
    beforeValidate: [refuseStale],
    beforeChange: [assignLabel('name')],
    afterChange: [recordEdits('bodies'), flagEntries('bodies')],
    beforeDelete: [refuseWhileUsed('bodies'), recordRemoval('bodies')],
  },
  fields: [
    savingNotices(),
    line({ name: 'name', label: 'Name', required: true }),
    sharedKey({ from: ['name'] }),
    {
      type: 'relationship',
      name: 'jurisdiction',
      label: 'Jurisdiction',
      relationTo: 'jurisdictions',
      admin: {
        position: 'sidebar',
        allowEdit: false,
        description: 'Leave empty for one that belongs to no single place.',
      },
    },
    address({ name: 'url', label: 'Site' }),
    contacts(),
    awaitedRows(),
    { type: 'text', name: 'label', label: 'Body', index: true, admin: { hidden: true } },
  ],
}
