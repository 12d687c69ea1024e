import type { CollectionConfig } from 'payload'
import { keptByTheSystem, nobody } from '../access/roles.ts'
import { machineRows } from './machine-rows.ts'

type Options = Pick<Parameters<typeof machineRows>[0], 'slug' | 'labels' | 'unique' | 'together' | 'fields'>

/** Rows about readers: not even staff can read them, through any entry point. Only counts are shown. */
export const hiddenRows = (options: Options): CollectionConfig => {
  const rows = machineRows({
    ...options,
    description: 'Nobody reads these rows.',
    title: 'id',
    columns: [],
    sort: 'id',
  })
  return {
    ...rows,
    access: { ...keptByTheSystem, read: nobody, admin: () => false },
    admin: { hidden: true },
  }
}
