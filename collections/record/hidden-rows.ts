import type { CollectionConfig } from 'payload'
import { keptByTheSystem, nobody } from '../access/roles.ts'
import { machineRows } from './machine-rows.ts'

type Options = Pick<Parameters<typeof machineRows>[0], 'slug' | 'labels' | 'unique' | 'together' | 'fields'>

/** Rows about people who read: not even the staff reads them, by any way in. What is shown of them is counted. */
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
