import { cleanedTexts } from '#domain/texts.ts'
import { Row } from '../row.ts'
import type { StoreRequest } from '../rows.ts'

/** The one row that says how the mail is doing; null before the first time that anything was noted. */
export async function readGlobal(req: StoreRequest): Promise<Row | null> {
  const found: object | null = await req.payload.db.findGlobal({ slug: 'mailing', req })
  return found && 'id' in found ? new Row('mailing', found) : null
}

/** Writes some fields of that row; the others stay as they are. */
export async function writeGlobal(req: StoreRequest, data: Record<string, unknown>): Promise<void> {
  const { db } = req.payload
  // What the mail server said is part of it.
  const write = { slug: 'mailing', data: cleanedTexts(data), req }
  await ((await readGlobal(req)) ? db.updateGlobal(write) : db.createGlobal(write))
}
