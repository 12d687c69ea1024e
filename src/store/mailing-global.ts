import type { StoreRequest } from './rows.ts'

/** Writes some fields of the one row that says how the mail is doing; the others stay as they are. */
export async function writeGlobal(req: StoreRequest, data: Record<string, unknown>): Promise<void> {
  const { db } = req.payload
  const found = (await db.findGlobal({ slug: 'mailing', req })) as { id?: unknown } | null
  const write = { slug: 'mailing', data, req }
  await (found?.id === undefined ? db.createGlobal(write) : db.updateGlobal(write))
}
