import type { Payload } from 'payload'
import type { Row } from '../row.ts'
import { findRows } from '../rows.ts'

const nameOf = (row: Row): string => row.text('name')

/** Names of the migrations that the embedded database has run, oldest first; none for MongoDB, which has no columns. */
export const migrationsOf = async (payload: Payload): Promise<string[]> =>
  payload.db.name === 'mongoose' ? [] : findRows({ payload }, 'payload-migrations', nameOf, {}, 'name')
