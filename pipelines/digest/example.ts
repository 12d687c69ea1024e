import { concerns, reachOf, type Change } from '#domain/publish/changes.ts'
import { withReadersOf } from '#domain/publish/open-guides.ts'
import type { WithReaders } from '#domain/publish/with-readers.ts'
import type { Letter, RunKind } from '#domain/mail/digests.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import { EVERYTHING, type MailFormat } from '#domain/mail/subscribers.ts'
import { renderDigest, type DigestContext, type RenderedDigest } from './render.ts'
import { selector, type Reader } from './select.ts'

interface Example {
  kind: RunKind
  /** Key of the place that the follower follows, or EVERYTHING. */
  place: string
  /** The change up to which runs of this kind have been sent. */
  fromSeq: number
  toSeq: number
  /** All changes, oldest first. */
  changes: readonly Change[]
  jurisdictions: readonly Jurisdiction[]
  withReaders: WithReaders
}

/** Numbers of newest changes tried for an example, in turn: more where the newest concern another place. */
const STEPS = [6, 30, Infinity]

/**
 * The letter of a run of (fromSeq, toSeq] for a follower of one place who has been sent everything earlier.
 * @returns null where there is nothing to send.
 */
export function letterForPlace({
  kind,
  place,
  fromSeq,
  toSeq,
  changes,
  jurisdictions,
  withReaders,
}: Example): Letter | null {
  const told = changes.filter(({ seq }) => seq > fromSeq && seq <= toSeq)
  const selection = selector({ kind, fromSeq, toSeq, changes: told, jurisdictions, withReaders })
  const reader: Reader = {
    state: 'active',
    follows: [{ place, since: 0 }],
    atOnce: true,
    coveredTo: fromSeq,
  }
  // They were sent the changes corrected now, where these concern them and were sent.
  const reach = reachOf(place, jurisdictions, withReaders.targets)
  const heard = changes.filter(
    (change) => change.seq <= fromSeq && (place === EVERYTHING || concerns(change, reach)),
  )
  const seqs = new Set(heard.map(({ seq }) => seq))
  return selection.letterFor(reader, new Set(selection.corrected.filter((seq) => seqs.has(seq))))
}

/** An example letter from the newest changes, where nothing is pending. */
function exampleLetter(example: Example): Letter | null {
  const now = letterForPlace(example)
  if (now) return now
  for (const step of STEPS) {
    const fromSeq = Math.max(0, example.toSeq - step)
    // As a digest: urgent changes in an example may be years old.
    const letter = letterForPlace({ ...example, kind: 'monthly', fromSeq })
    if (letter) return { ...letter, kind: example.kind }
  }
  return null
}

export interface DigestExample extends RenderedDigest {
  /** Numbers of the changes it contains. */
  seqs: number[]
}

/** Links of an example: they lead to nobody's choices. */
const exampleLinks = (publicUrl: string): Parameters<typeof renderDigest>[1]['links'] => ({
  choices: `${publicUrl}/subscribe/manage`,
  pause: `${publicUrl}/subscribe/manage`,
  leave: `${publicUrl}/subscribe/manage`,
  web: null,
})

/**
 * A digest as a follower of a place would get it now, or an example from the newest changes. Null where nothing has
 * changed.
 */
export function exampleDigest(
  context: DigestContext,
  { kind, place, fromSeq, format }: Pick<Example, 'kind' | 'place' | 'fromSeq'> & { format: MailFormat },
): DigestExample | null {
  const { snapshot, publicUrl } = context
  const { changes, jurisdictions } = snapshot
  const toSeq = changes.at(-1)?.seq ?? 0
  const withReaders = withReadersOf(snapshot)
  const letter = exampleLetter({ kind, place, fromSeq, toSeq, changes, jurisdictions, withReaders })
  if (!letter) return null
  const places = place === EVERYTHING ? [] : [place]
  const links = exampleLinks(publicUrl)
  return { ...renderDigest(letter, { day: snapshot.day, format, places, links }, context), seqs: letter.seqs }
}
