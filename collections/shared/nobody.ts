import type { Actor } from '#domain/desk/actors.ts'

/** A call of the server itself, under no name. */
export const NOBODY: Actor = { id: 'system:server', name: 'The server', roles: [] }
