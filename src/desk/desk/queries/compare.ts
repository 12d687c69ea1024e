import { compareEntries, type Comparison } from '#domain/content/compare.ts'
import type { Reviewed } from '#domain/content/content.ts'
import { thaw } from '#domain/content/editions.ts'
import { readEdition, readEditionOf } from '#store/desk/editions.ts'
import { readOrBegin } from '#store/desk/heads.ts'
import type { StoreRequest } from '#store/rows.ts'
import { readKey, readWorkingCopy } from '#store/desk/working-copies.ts'
import type { About } from '../../entry.ts'

/**
 * A state of an entry: the live edition, the one in review, the working copy, an edition by number, or none.
 */
export type Side = 'live' | 'open' | 'working' | 'none' | `${number}`

export const isSide = (value: unknown): value is Side =>
  typeof value === 'string' && /^(live|open|working|none|[1-9]\d{0,6})$/.test(value)

/** A state of an entry as plain data; null if there is none. */
export async function readSide(req: StoreRequest, { kind, id }: About, side: Side): Promise<Reviewed | null> {
  if (side === 'none') return null
  if (side === 'working') return (await readWorkingCopy(req, kind, id)).entry
  const key = await readKey(req, kind, id)
  if (side === 'live' || side === 'open') {
    const hash = (await readOrBegin(req, key, kind))[side]?.hash
    const edition = hash === undefined ? null : await readEdition(req, hash)
    return edition && thaw(edition)
  }
  const edition = await readEditionOf(req, key, Number(side))
  return edition && thaw(edition)
}

/** The differences between two states of an entry. */
export const compareSides = async (
  req: StoreRequest,
  about: About,
  before: Side,
  after: Side,
): Promise<Comparison> =>
  compareEntries(await readSide(req, about, before), await readSide(req, about, after))
