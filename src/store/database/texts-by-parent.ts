import type { SQLiteAdapterArgs } from '@payloadcms/db-sqlite'
import { index, type AnySQLiteColumn } from '@payloadcms/db-sqlite/drizzle/sqlite-core'

type SchemaHook = NonNullable<SQLiteAdapterArgs['afterSchemaInit']>[number]

/**
 * Payload indexes lists of texts by place in the list, then by parent: each document that is read would scan the lists
 * of all others.
 */
export const textsByParent: SchemaHook = ({ schema, extendTable }) => {
  for (const [name, table] of Object.entries(schema.tables))
    if (name.endsWith('_texts'))
      extendTable({
        table,
        extraConfig: ({ parent, order }: Record<'parent' | 'order', AnySQLiteColumn>) => ({
          parentIdx: index(`${name}_parent`).on(parent, order),
        }),
      })
  return schema
}
