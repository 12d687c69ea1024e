import type { Edition } from '../content/editions.ts'
import type { EditorialEvent } from './events.ts'
import type { LiveEdition } from './heads.ts'
import { isDecidedAlone } from './lone-decisions.ts'
import { bothForms } from '../portable-ids.ts'
import { sharedAuthorsOf } from './shared-changes.ts'
import { submitterOf } from './submitters.ts'

/** The events of the current working copy: a deleted and reused key starts afresh. */
function sinceCreation(events: readonly EditorialEvent[]): readonly EditorialEvent[] {
  const start = events.findLastIndex(({ action }) => action === 'create')
  return start < 0 ? events : events.slice(start)
}

/**
 * Ids of everyone who saved a revision in this edition: those after the revision the live edition was frozen
 * from, up to the one this edition was frozen from; all revisions if nothing is live.
 */
export function authorsOf(
  edition: Pick<Edition, 'revision'>,
  live: Pick<LiveEdition, 'revision'> | null,
  events: readonly EditorialEvent[],
): Set<string> {
  const after = live?.revision ?? 0
  return new Set(
    sinceCreation(events)
      .filter(
        ({ action, revision }) =>
          (action === 'create' || action === 'save') && revision > after && revision <= edition.revision,
      )
      .flatMap(({ actor }) => bothForms(actor.id)),
  )
}

/**
 * Ids of everyone involved in the decisions awaiting a second review: those who decided alone since the last
 * one, submitted the edition decided on, saved a revision in it, changed a shared record it prints, requested a
 * withdrawal, or corrected a note.
 */
export function partakersOf(events: readonly EditorialEvent[]): Set<string> {
  const last = events.findLastIndex(({ action }) => action === 'second-review')
  const partakers = new Set<string>()
  let live: Pick<LiveEdition, 'revision'> | null = null
  let asker: string | null = null
  const frozen = new Map<string, number>()
  for (const [index, event] of events.entries()) {
    const { action, actor, edition, revision, details } = event
    if (action === 'submit' && edition) frozen.set(edition, revision)
    if (action === 'go-live' || action === 'take-over') live = { revision: Number(details.revision) }
    if (action === 'withdraw') live = null
    if (action === 'ask-withdrawal') asker = actor.id
    if (action === 'decline-withdrawal' || action === 'withdraw') asker = null
    if (index <= last) continue
    if (action === 'correct-note' && isDecidedAlone(event)) partakers.add(actor.id)
    if (action === 'safety-withdrawal') {
      partakers.add(actor.id)
      if (asker) partakers.add(asker)
    }
    if (action === 'safety-fix' && edition) {
      partakers.add(actor.id)
      const submitter = submitterOf(edition, events)
      if (submitter) partakers.add(submitter)
      const from = { revision: frozen.get(edition) ?? revision }
      for (const author of authorsOf(from, live, events.slice(0, index))) partakers.add(author)
      for (const author of sharedAuthorsOf(edition, events)) partakers.add(author)
    }
  }
  return new Set([...partakers].flatMap(bothForms))
}
