import type { Env } from '#lib/env.ts'

/** Preloads the driver of this kind of database, which takes a while. */
export const loadDriver = ({ kind }: Pick<Env['database'], 'kind'>): Promise<unknown> =>
  kind === 'sqlite' ? import('@payloadcms/db-sqlite') : import('@payloadcms/db-mongodb')
