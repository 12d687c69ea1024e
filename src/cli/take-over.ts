import { STRUCTURE_KINDS } from '#domain/keys.ts'
import { takeOverOnce } from '#desk/publish/take-over.ts'
import { PublishedForms } from '#lib/published-forms.ts'
import { readHeads } from '#store/desk/heads.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import type { Context } from '#worker/context.ts'

/** Upgrades an installation in which places and site texts were not yet under review. Idempotent. */
export async function takeOverStructure({ payload, clock, env }: Context): Promise<void> {
  const forms = new PublishedForms(env.dataDir)
  try {
    await inOwnTransaction(
      { payload },
      (req) => takeOverOnce({ req, clock, timeZone: env.siteTimeZone }, forms),
      {
        name: 'the upgrade of structure',
        long: true,
      },
    )
  } catch (error) {
    // Another process that started at the same time got there first.
    if ((await readHeads({ payload }, { kind: { in: [...STRUCTURE_KINDS] } })).length === 0) throw error
  }
}
