import type { Actor } from '#domain/desk/actors.ts'

/** The actor for server-side calls without a user. */
export const NOBODY: Actor = { id: 'system:server', name: 'The server', roles: [] }
