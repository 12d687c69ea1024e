import type { Access, Where } from 'payload'
import { nobody, staff } from '../roles.ts'

const named = (part: 'relationTo' | 'value', is: string): Where => ({ [`user.${part}`]: { equals: is } })

/** Who has which form open. Opening a form creates a lock; an API call never does. */
export const formLocks: Record<'create' | 'read' | 'update' | 'delete' | 'readVersions', Access> = {
  create: nobody,
  read: staff,
  readVersions: nobody,
  /** Only taking a form over, in one's own name, and no other change. */
  update: ({ req, id, data }) => {
    if (!req.user || id === undefined) return false
    if (data === undefined) return true
    const { user, ...rest } = data as { user?: { relationTo?: unknown; value?: unknown } }
    return (
      Object.keys(rest).length === 0 && user?.relationTo === req.user.collection && user.value === req.user.id
    )
  },
  delete: ({ req }) =>
    req.user ? { and: [named('relationTo', req.user.collection), named('value', req.user.id)] } : false,
}
