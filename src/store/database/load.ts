import type { Env } from '#lib/env.ts'

/** Loads what talks to this kind of database, which takes a while, before it is asked for. */
export const loadDriver = ({ kind }: Pick<Env['database'], 'kind'>): Promise<unknown> =>
  kind === 'sqlite' ? import('@payloadcms/db-sqlite') : import('@payloadcms/db-mongodb')
