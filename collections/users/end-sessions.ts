import type { CollectionBeforeChangeHook } from 'payload'

interface Session {
  id: string
}

/** A new password signs everybody out but whoever set it: somebody else may know the old one. */
export const endSessions: CollectionBeforeChangeHook = ({ data, operation, originalDoc, req }) => {
  const { password } = data as { password?: unknown }
  if (operation !== 'update' || typeof password !== 'string' || password === '') return data
  const { sessions } = originalDoc as { sessions?: Session[] | null }
  const { _sid: mine } = (req.user ?? {}) as { _sid?: string }
  return { ...data, sessions: (sessions ?? []).filter(({ id }) => id === mine) }
}
