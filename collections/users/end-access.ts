import type { CollectionBeforeChangeHook } from 'payload'

interface Account {
  email?: string
  sessions?: { id: string }[] | null
}

/**
 * A new password ends every other session, since someone else may know the old one. It also invalidates any
 * reset link, as does a new address: the link went to the old one.
 */
export const endAccess: CollectionBeforeChangeHook = ({ data, operation, originalDoc, req }) => {
  if (operation !== 'update') return data
  const { password, email } = data as { password?: unknown; email?: unknown }
  const before = originalDoc as Account
  const anew = typeof password === 'string' && password !== ''
  const { _sid: mine } = (req.user ?? {}) as { _sid?: string }
  return {
    ...data,
    ...(anew ? { sessions: (before.sessions ?? []).filter(({ id }) => id === mine) } : {}),
    ...(anew || (email !== undefined && email !== before.email)
      ? { resetPasswordToken: null, resetPasswordExpiration: null }
      : {}),
  }
}
