import type { UIField } from 'payload'

/** In every form with rows: sees to it that a new one gets its fields. */
export const awaitedRows = (): UIField => ({
  type: 'ui',
  name: 'awaitedRows',
  admin: {
    disableListColumn: true,
    components: { Field: '/src/admin/content/fields/awaited-rows.tsx#AwaitedRows' },
  },
})
