import { cleanedTexts } from '#domain/texts.ts'
import { Row } from '../row.ts'
import type { StoreRequest } from '../rows.ts'

/** The single row with the state of mailing; null until something is recorded. */
export async function readGlobal(req: StoreRequest): Promise<Row | null> {
  const found: object | null = await req.payload.db.findGlobal({ slug: 'mailing', req })
  return found && 'id' in found ? new Row('mailing', found) : null
}

/** Writes some fields of that row; the others are unchanged. */
export async function writeGlobal(req: StoreRequest, data: Record<string, unknown>): Promise<void> {
  const { db } = req.payload
  // It includes responses of the mail server.
  const write = { slug: 'mailing', data: cleanedTexts(data), req }
  await ((await readGlobal(req)) ? db.updateGlobal(write) : db.createGlobal(write))
}
