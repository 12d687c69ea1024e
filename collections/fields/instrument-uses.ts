import type { ArrayField, Field } from 'payload'
import type { Kind } from '#domain/keys.ts'
import { RELATIONS, LEGAL_STATUSES } from '#domain/content/legal-status.ts'
import { claims } from './claims.ts'
import { options } from './options.ts'
import { line } from './plain-text.ts'

/** What a provision does for an entry. */
const effectFields: Field = {
  type: 'row',
  fields: [
    {
      type: 'select',
      name: 'relation',
      label: 'What it does here',
      required: true,
      options: options(RELATIONS),
      admin: { width: '50%' },
    },
    {
      type: 'select',
      name: 'standing',
      label: 'How it stands',
      required: true,
      options: options(LEGAL_STATUSES),
      admin: { width: '50%' },
    },
  ],
}

/** The provisions that an entry depends on, so that a change to one of them finds the entry. */
export const instrumentUses = (kind: Kind): ArrayField => ({
  type: 'array',
  name: 'instruments',
  label: 'Law it rests on',
  labels: { singular: 'Provision', plural: 'Provisions' },
  validate: (rows) => ((rows ?? []).length > 30 ? 'At most 30 provisions are kept.' : true),
  admin: {
    initCollapsed: true,
    description:
      'Every Act, order, decision or treaty whose change would change this entry: also those that are abolished, do not extend here or are not yet in force.',
    components: { RowLabel: '/src/admin/content/rows/instrument-row.tsx#InstrumentRow' },
  },
  fields: [
    {
      type: 'row',
      fields: [
        {
          type: 'relationship',
          name: 'instrument',
          label: 'Instrument',
          relationTo: 'instruments',
          required: true,
          admin: { width: '60%' },
        },
        line({
          name: 'provision',
          label: 'Provision',
          description: 'As one cites it: s. 38, art. 4, ss. 20–23.',
          admin: { width: '40%' },
        }),
      ],
    },
    effectFields,
    claims(kind, {
      name: 'claims',
      label: 'Claims that rest on it',
      required: false,
      description: 'Leave empty where the whole entry does.',
    }),
  ],
})
