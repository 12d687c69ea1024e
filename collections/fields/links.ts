import type { ArrayField } from 'payload'
import { address } from './address.ts'
import { line } from './plain-text.ts'
import { distinctKeys, rowKey } from './row-key.ts'

/** Addresses offered to readers. */
export const links = (): ArrayField => ({
  type: 'array',
  name: 'links',
  label: 'Links',
  labels: { singular: 'Link', plural: 'Links' },
  validate: distinctKeys(20),
  admin: { initCollapsed: true, components: { RowLabel: '/src/admin/content/rows/link-row.tsx#LinkRow' } },
  fields: [
    {
      type: 'row',
      fields: [
        line({ name: 'label', label: 'Words', required: true, admin: { width: '35%' } }),
        address({ name: 'url', label: 'Address', required: true, admin: { width: '40%' } }),
        rowKey('label'),
      ],
    },
  ],
})
