import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isEmpty } from '#store/content/emptiness.ts'
import { findStaffMember, hasStaff } from '#store/desk/staff.ts'
import type { Context } from '#worker/context.ts'
import { importWork } from '../work/import.ts'
import type { Report } from '../work/report.ts'
import { userAddWork, userPasswordWork, type NewAccount } from '../work/users.ts'

/** One account with every role and a second reviewer, to try four-eyes review. */
const SAMPLE_STAFF = [
  { name: 'Ada Sample', email: 'ada@example.org', roles: ['administrator', 'reviewer', 'editor'] },
  { name: 'Ben Sample', email: 'ben@example.org', roles: ['reviewer'] },
]

/** Exists from before the first accounts are created until their passwords were shown: they are stored nowhere. */
const notShown = (dataDir: string): string => join(dataDir, 'secrets', 'first-passwords-not-shown')

/**
 * Fills an empty installation with the sample corpus and the first accounts.
 * @returns the accounts, with passwords that are shown once. If an earlier start ended before showing them, the
 *   accounts get new ones.
 */
export async function firstRun(context: Context, report: Report): Promise<NewAccount[]> {
  const { payload, env } = context
  if (await isEmpty({ payload }))
    await importWork(
      context,
      { path: resolve('src/corpus/sample'), dryRun: false, overwrite: false, drafts: false },
      report,
    )
  const mark = notShown(env.dataDir)
  if ((await hasStaff({ payload })) && !existsSync(mark)) return []
  mkdirSync(join(env.dataDir, 'secrets'), { recursive: true, mode: 0o700 })
  writeFileSync(mark, '', { mode: 0o600 })
  const accounts: NewAccount[] = []
  for (const person of SAMPLE_STAFF)
    accounts.push(
      (await findStaffMember({ payload }, { email: person.email }))
        ? await userPasswordWork(context, person)
        : await userAddWork(context, person),
    )
  return accounts
}

/** Records that the passwords of the first accounts were shown. */
export const passwordsShown = (dataDir: string): void => rmSync(notShown(dataDir), { force: true })
