import { mayAdminister, mayEdit, type Actor } from '#domain/desk/actors.ts'
import { isSystem } from '#domain/desk/actors.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import { isDraft, OPEN_STATES, type Head } from '#domain/desk/heads.ts'
import { readEvents } from '#store/desk/events.ts'
import { readWriter } from '#store/desk/writing.ts'
import type { StoreRequest } from '#store/rows.ts'

interface Subject {
  /** Collection, or `site`. */
  list: string
  key: string
  /** Null if it is not there yet. */
  id: string | null
  head: Head | null
}

interface Asker {
  actor: Actor
  now: Date
  overwrite: boolean
}

const isStructure = (list: string): boolean => list === 'jurisdictions' || list === 'site'

/** Why an import may not write a record now, and what would allow it; null if it may. */
export async function refusalOf(req: StoreRequest, ask: Asker, subject: Subject): Promise<string | null> {
  return (
    roleRefusal(ask.actor, subject.list) ??
    (subject.head && stateRefusal(subject.head)) ??
    (await lockRefusal(req, ask, subject)) ??
    (ask.overwrite || !subject.head ? null : await draftRefusal(req, subject.head))
  )
}

function roleRefusal(actor: Actor, list: string): string | null {
  if (isStructure(list))
    return mayAdminister(actor)
      ? null
      : 'Places and the words of the site are kept by administrators: ask one to import this, or leave it out.'
  return mayEdit(actor) ? null : 'Only editors and reviewers change entries and what they share.'
}

function stateRefusal({ open, fix, withdrawal }: Head): string | null {
  if (fix) return 'A safety fix of it is about to go live: import it when it has.'
  if (withdrawal) return 'Its withdrawal has been asked for: wait until that is decided.'
  if (open && open.state !== 'changes-requested')
    return `Edition ${open.n} of it is under review (${OPEN_STATES[open.state].toLowerCase()}): import it when that is decided.`
  return null
}

async function lockRefusal(req: StoreRequest, { now }: Asker, { list, id }: Subject): Promise<string | null> {
  const writer = id === null ? null : await readWriter(req, list, id, now)
  return (
    writer &&
    `${writer.name ?? 'Somebody'} has it open in the admin and is changing it: import it when that is saved.`
  )
}

/** The saves that no edition holds yet, and that were typed by a person. */
function typedSince(head: Head, events: readonly EditorialEvent[]): EditorialEvent[] {
  const created = events.findLastIndex(({ action }) => action === 'create')
  return events
    .slice(Math.max(created, 0))
    .filter(
      ({ action, revision, details, actor }) =>
        (action === 'create' || action === 'save') &&
        revision > head.frozenRevision &&
        details.imported !== true &&
        !isSystem(actor),
    )
}

async function draftRefusal(req: StoreRequest, head: Head): Promise<string | null> {
  if (!isDraft(head)) return null
  const last = typedSince(head, await readEvents(req, head.entry)).at(-1)
  return last
    ? `${last.actor.name} saved changes on ${last.at.slice(0, 10)} that are not submitted yet: submit them first, or import with “overwrite” to replace them.`
    : null
}
