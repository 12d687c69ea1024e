import type { UIField } from 'payload'

/** Ensures, in every form with rows, that a new row gets its fields. */
export const awaitedRows = (): UIField => ({
  type: 'ui',
  name: 'awaitedRows',
  admin: {
    disableListColumn: true,
    components: { Field: '/src/admin/content/fields/awaited-rows.tsx#AwaitedRows' },
  },
})
