import { resolve } from 'node:path'
import { isEmpty } from '#store/emptiness.ts'
import { hasStaff } from '#store/staff.ts'
import type { Context } from '#worker/context.ts'
import { importWork } from '../work/import.ts'
import type { Report } from '../work/index.ts'
import { userAddWork, type NewAccount } from '../work/users.ts'

/** One with every role, and a second reviewer, so that four eyes can be tried. */
const SAMPLE_STAFF = [
  { name: 'Ada Sample', email: 'ada@example.org', roles: ['administrator', 'reviewer', 'editor'] },
  { name: 'Ben Sample', email: 'ben@example.org', roles: ['reviewer'] },
]

/** Fills an empty installation with the sample corpus and the first accounts. @returns the accounts, with passwords that are shown once. */
export async function firstRun(context: Context, report: Report): Promise<NewAccount[]> {
  if (await isEmpty({ payload: context.payload }))
    await importWork(context, { folder: resolve('src/corpus/sample') }, report)
  if (await hasStaff({ payload: context.payload })) return []
  const accounts: NewAccount[] = []
  for (const person of SAMPLE_STAFF) accounts.push(await userAddWork(context, person))
  return accounts
}
