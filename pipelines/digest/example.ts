import { concerns, reachOf, type Change } from '#domain/publish/changes.ts'
import type { Letter, RunKind } from '#domain/mail/digests.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import { EVERYTHING, type MailFormat } from '#domain/mail/subscribers.ts'
import { renderDigest, type DigestContext, type RenderedDigest } from './render.ts'
import { selector, type Reader } from './select.ts'

interface Example {
  kind: RunKind
  /** Key of the place that the follower follows, or EVERYTHING. */
  place: string
  /** Up to which change runs of this kind have told. */
  fromSeq: number
  toSeq: number
  /** All changes, oldest first. */
  changes: readonly Change[]
  jurisdictions: readonly Jurisdiction[]
}

/** How many of the newest changes an example is made of, at most: more where these concern another place. */
const STEPS = [6, 30, Infinity]

/**
 * What a follower of one place is told by a run of (fromSeq, toSeq], who has heard everything before it.
 * @returns null where there is nothing to say.
 */
export function letterForPlace({
  kind,
  place,
  fromSeq,
  toSeq,
  changes,
  jurisdictions,
}: Example): Letter | null {
  const told = changes.filter(({ seq }) => seq > fromSeq && seq <= toSeq)
  const selection = selector({ kind, fromSeq, toSeq, changes: told, jurisdictions })
  const reader: Reader = {
    state: 'active',
    follows: [{ place, since: 0 }],
    atOnce: true,
    coveredTo: fromSeq,
  }
  // They were told of what is corrected now, where it concerns them and was told before.
  const reach = reachOf(place, jurisdictions)
  const heard = changes.filter(
    (change) => change.seq <= fromSeq && (place === EVERYTHING || concerns(change, reach)),
  )
  const seqs = new Set(heard.map(({ seq }) => seq))
  return selection.letterFor(reader, new Set(selection.corrected.filter((seq) => seqs.has(seq))))
}

/** The same of the newest changes, as an example, where there is nothing to tell now. */
function exampleLetter(example: Example): Letter | null {
  const now = letterForPlace(example)
  if (now) return now
  for (const step of STEPS) {
    const fromSeq = Math.max(0, example.toSeq - step)
    // As a digest: examples of what is urgent may be years old.
    const letter = letterForPlace({ ...example, kind: 'monthly', fromSeq })
    if (letter) return { ...letter, kind: example.kind }
  }
  return null
}

export interface DigestExample extends RenderedDigest {
  /** The changes that it tells of. */
  seqs: number[]
}

/** Where the links of an example lead: nobody's choices. */
const exampleLinks = (publicUrl: string): Parameters<typeof renderDigest>[1]['links'] => ({
  choices: `${publicUrl}/subscribe/manage`,
  pause: `${publicUrl}/subscribe/manage`,
  leave: `${publicUrl}/subscribe/manage`,
  web: null,
})

/** A digest as a follower of a place would get it now; else of the newest changes. Null where nothing has changed. */
export function exampleDigest(
  context: DigestContext,
  { kind, place, fromSeq, format }: Pick<Example, 'kind' | 'place' | 'fromSeq'> & { format: MailFormat },
): DigestExample | null {
  const { snapshot, publicUrl } = context
  const { changes, jurisdictions } = snapshot
  const toSeq = changes.at(-1)?.seq ?? 0
  const letter = exampleLetter({ kind, place, fromSeq, toSeq, changes, jurisdictions })
  if (!letter) return null
  const places = place === EVERYTHING ? [] : [place]
  const links = exampleLinks(publicUrl)
  return { ...renderDigest(letter, { day: snapshot.day, format, places, links }, context), seqs: letter.seqs }
}
