import { setTimeout as wait } from 'node:timers/promises'
import type { EditorialEvent } from '#domain/desk/events.ts'
import { deskState, type DeskState, type Head } from '#domain/desk/heads.ts'
import type { ReviewedKind } from '#domain/keys.ts'
import { readSavesAfter } from '#store/desk/events.ts'
import { advance, HeadMoved, readOrBegin } from '#store/desk/heads.ts'
import { giveUpTransaction, isTransient } from '#store/transaction.ts'
import { assertAllowed, type Desk } from '../desk.ts'

interface Save {
  key: string
  kind: ReviewedKind
  /** Revision that the saved form started from; null when it does not say. */
  from: number | null
  /** Names of the fields that differ. */
  changed: string[]
  /** None of them says anything to readers: what is reviewed stays as it was. */
  beside?: boolean
}

/**
 * Records a save of a working copy, if it started from the newest revision.
 * @returns the new revision and the state in which it leaves the entry.
 * @throws {Refused} with who saved what in the meantime.
 */
export async function save(
  desk: Desk,
  { key, kind, from, changed, beside = false }: Save,
): Promise<{ revision: number; state: DeskState }> {
  const { req, actor, clock } = desk
  const head = await readOrBegin(req, key, kind)
  await assertFresh(desk, head, from)
  try {
    const moved = await advance(req, {
      head,
      actor,
      at: clock.now(),
      action: 'save',
      revision: head.revision + 1,
      details: { changed, ...(beside ? { beside } : {}) },
    })
    return { revision: moved.revision, state: deskState(moved) }
  } catch (error) {
    if (!(error instanceof HeadMoved) && !isTransient(error)) throw error
    await tellWhoWasQuicker(desk, { key, kind, from })
    throw error
  }
}

/** How often it is looked who was quicker, and milliseconds between two looks: as long as a save may take. */
const LOOKS = 60
const LOOK_AGAIN = 50

/**
 * Somebody was quicker by moments, and may not have ended yet. This transaction is lost: it is given up, and looked from
 * outside it until what they saved is there. Where they fail in the end nobody saved anything.
 * @throws {Refused} with who saved what.
 */
async function tellWhoWasQuicker(
  desk: Desk,
  { key, kind, from }: Pick<Save, 'key' | 'kind' | 'from'>,
): Promise<void> {
  await giveUpTransaction(desk.req)
  const outside = { ...desk, req: { payload: desk.req.payload } }
  for (let left = LOOKS; left > 0; left -= 1) {
    await assertFresh(outside, await readOrBegin(outside.req, key, kind), from)
    await wait(LOOK_AGAIN)
  }
}

async function assertFresh({ req, actor }: Desk, head: Head, from: number | null): Promise<void> {
  const moved = from !== null && from < head.revision
  const saves = moved ? await whoSaved(req, head.entry, from) : []
  assertAllowed(actor, { action: 'save', from }, head, null, saves)
}

/**
 * The saves that took an entry past a revision. Without transactions the head moves a moment before its event is there:
 * then that moment is waited for.
 */
async function whoSaved(req: Desk['req'], entry: string, from: number): Promise<EditorialEvent[]> {
  for (let left = 10; ; left -= 1) {
    const saves = await readSavesAfter(req, entry, from)
    if (saves.length > 0 || left === 0) return saves
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
