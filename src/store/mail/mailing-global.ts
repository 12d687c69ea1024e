import { cleanedTexts } from '#domain/texts.ts'
import type { StoreRequest } from '../rows.ts'

/** Writes some fields of the one row that says how the mail is doing; the others stay as they are. */
export async function writeGlobal(req: StoreRequest, data: Record<string, unknown>): Promise<void> {
  const { db } = req.payload
  const found = (await db.findGlobal({ slug: 'mailing', req })) as { id?: unknown } | null
  // What the mail server said is part of it.
  const write = { slug: 'mailing', data: cleanedTexts(data), req }
  await (found?.id === undefined ? db.createGlobal(write) : db.updateGlobal(write))
}
