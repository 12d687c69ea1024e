import { ask } from '#admin/ask.ts'
import type { EntryPlace } from '#admin/use-entry.ts'
import type { SaveProblem } from './save-store.ts'

interface Lock {
  updatedAt: string
  user?: { value?: string | { id?: string; name?: string; email?: string } }
}

/** How long Payload keeps a document for the person who types in it, in milliseconds. */
const LOCK = 300_000

async function lockOf({ root, collection, id }: EntryPlace, me: string): Promise<SaveProblem | null> {
  const query = new URLSearchParams({
    'where[and][0][document.relationTo][equals]': collection,
    'where[and][1][document.value][equals]': id,
    sort: '-updatedAt',
    limit: '1',
    depth: '1',
  })
  const answer = await ask<{ docs: Lock[] }>(`${root}/payload-locked-documents?${query.toString()}`)
  const lock = answer.ok ? answer.value.docs[0] : undefined
  const who = lock?.user?.value
  if (!lock || !who || Date.now() - new Date(lock.updatedAt).getTime() > LOCK) return null
  const owner = typeof who === 'object' ? who : { id: who }
  return owner.id === me
    ? null
    : { kind: 'locked', by: owner.name ?? owner.email ?? 'Somebody', at: lock.updatedAt }
}

/**
 * What would keep a save from going through, found before anything is sent, so that the form stays as it is.
 * @param revision which the form started from.
 */
export async function checkSave(
  entry: EntryPlace,
  revision: unknown,
  me: string,
): Promise<SaveProblem | null> {
  const [newest, lock] = await Promise.all([
    ask<{ revision?: number }>(`${entry.api}?depth=0&select[revision]=true`),
    lockOf(entry, me),
  ])
  if (!newest.ok) {
    const { ended, message } = newest.refusal
    return { kind: ended ? 'ended' : 'unreachable', words: message }
  }
  if (newest.value.revision !== revision) return { kind: 'stale', early: false }
  return lock
}
