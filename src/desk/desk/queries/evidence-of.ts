import { isStructure } from '#domain/content/content.ts'
import { evidenceOf, type Evidence } from '#domain/content/evidence.ts'
import type { StoreRequest } from '#store/rows.ts'
import { readSide, type Side } from './compare.ts'
import type { About } from '../../entry.ts'

/** The sources of one state of an entry with the claims they support; empty if there is no such state. */
export async function evidenceOfSide(req: StoreRequest, about: About, side: Side): Promise<Evidence[]> {
  const entry = await readSide(req, about, side)
  return entry && !isStructure(entry) ? evidenceOf(entry) : []
}
