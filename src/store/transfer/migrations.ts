import type { Payload } from 'payload'
import type { Row } from '../row.ts'
import { findRows } from '../rows.ts'

const nameOf = (row: Row): string => row.text('name')

/** Names of the migrations that a database has, oldest first. */
export const migrationsOf = (payload: Payload): Promise<string[]> =>
  findRows({ payload }, 'payload-migrations', nameOf, {}, 'name')
