import { isStructure } from '#domain/content/content.ts'
import { evidenceOf, type Evidence } from '#domain/content/evidence.ts'
import type { StoreRequest } from '#store/rows.ts'
import { readWorkingCopy } from '#store/desk/working-copies.ts'
import { readSide, type Side } from './compare.ts'
import type { About } from '../../entry.ts'

/** The sources of one state of an entry with the claims they support; empty if there is no such state. */
export async function evidenceOfSide(req: StoreRequest, about: About, side: Side): Promise<Evidence[]> {
  const entry = await readSide(req, about, side)
  if (!entry || isStructure(entry)) return []
  const { guide } = await readWorkingCopy(req, about.kind, about.id)
  return evidenceOf(entry, guide)
}
