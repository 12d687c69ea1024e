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
  /** Revision that the saved form started from; null if it does not say. */
  from: number | null
  /** Names of the changed fields. */
  changed: string[]
  /** None of the changes affects readers: reviewed content stays the same. */
  beside?: boolean
}

/**
 * Records a save of a working copy, if it started from the newest revision.
 * @returns the new revision and the entry's resulting state.
 * @throws {Refused} naming who saved what in the meantime.
 */
export async function save(
  desk: Desk,
  { key, kind, from, changed, beside = false }: Save,
): Promise<{ revision: number; state: DeskState }> {
  const { req, actor, clock, imported } = desk
  const head = await readOrBegin(req, key, kind)
  await assertFresh(desk, head, from)
  try {
    const moved = await advance(req, {
      head,
      actor,
      at: clock.now(),
      action: 'save',
      revision: head.revision + 1,
      details: { changed, ...(beside ? { beside } : {}), ...(imported ? { imported } : {}) },
    })
    return { revision: moved.revision, state: deskState(moved) }
  } catch (error) {
    if (!(error instanceof HeadMoved) && !isTransient(error)) throw error
    await tellWhoWasQuicker(desk, { key, kind, from })
    throw error
  }
}

/**
 * Number of times to look for the competing save, and milliseconds in between: together as long as a save may
 * take.
 */
const LOOKS = 60
const LOOK_AGAIN = 50

/**
 * A competing save came first and may not have been committed yet. This transaction is lost: it is abandoned,
 * and the competing save is awaited from outside it. If that save fails, nothing was saved at all.
 * @throws {Refused} naming who saved what.
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
 * The saves that moved an entry past a revision. Without transactions the head moves a moment before its event
 * is written, so this waits for the event.
 */
async function whoSaved(req: Desk['req'], entry: string, from: number): Promise<EditorialEvent[]> {
  for (let left = 10; ; left -= 1) {
    const saves = await readSavesAfter(req, entry, from)
    if (saves.length > 0 || left === 0) return saves
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
