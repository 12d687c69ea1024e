import { printDate } from '#domain/dates.ts'
import { ALL_PLACES, type DigestRun } from '#domain/mail/digests.ts'
import { withReadersOf } from '#domain/publish/open-guides.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { EVERYTHING } from '#domain/mail/subscribers.ts'
import { fill, pagePolicy } from '#templates/engine.ts'
import { frame } from '#templates/views/frame.ts'
import { Bodies } from './body.ts'
import { letterForPlace } from './example.ts'
import { DigestIndex } from './digest-index.ts'
import { catalogue } from '#templates/words/index.ts'

/** Placeholder for the mail's body in the page. */
const PLACE = '<div class="told"></div>'

/** Run key from an address segment, `weekly-2026-W47` to `weekly/2026-W47`; null where it is malformed. */
export function archivedRun(segment: string): string | null {
  const [, kind, slot] = /^(at-once|daily|weekly|monthly)-([0-9A-Za-z-]{1,40})$/.exec(segment) ?? []
  return kind && slot ? `${kind}/${slot}` : null
}

interface Archive {
  snapshot: Snapshot
  run: Pick<DigestRun, 'kind' | 'fromSeq' | 'toSeq' | 'startedAt'>
  /**
   * The place in the address: a jurisdiction's key, which mails use because it never changes, or its slug; or
   * `global`.
   */
  place: string
  /** Numbers of the changes in one mail; if absent, those a follower of the place was sent. */
  told?: readonly number[] | null
  /** Time zone of the site's days. */
  timeZone: string
  /** Address of the site, without a trailing slash. */
  publicUrl: string
}

/**
 * The web page of a digest. It has the mail's text word for word: both are the same composition, without the inline
 * styles that a mail needs on each element.
 * @returns null where it had no changes, or the place cannot be followed.
 */
export function archivePage({ snapshot, run, place, told, timeZone, publicUrl }: Archive): string | null {
  const { site, jurisdictions, changes } = snapshot
  const guides = jurisdictions.filter(({ guide }) => guide === 'full')
  const followed = guides.find(({ key }) => key === place) ?? guides.find(({ slug }) => slug === place)
  if (!followed && place !== ALL_PLACES) return null
  const letter = told
    ? { kind: run.kind, seqs: [...told] }
    : letterForPlace({
        ...run,
        place: followed?.key ?? EVERYTHING,
        changes,
        jurisdictions,
        withReaders: withReadersOf(snapshot),
      })
  if (!letter) return null
  const context = new DigestIndex(snapshot, timeZone)
  const { count, html } = new Bodies(context, publicUrl).of(
    letter,
    context.homeOf(followed ? [followed.key] : []),
  )
  if (count === 0) return null
  const heading = catalogue.mail.runOf({
    run: catalogue.mail.runs[run.kind],
    day: printDate(context.context.dayOf(run.startedAt)),
  })
  const guide = context.guideOf(followed?.key ?? null)
  const followers = followed ? followed.inSentence : catalogue.mail.everything
  const page = fill('pages/digest', {
    ...frame(site, { title: heading, guide, noindex: true }),
    heading,
    lead: told ? catalogue.mail.whatMailSaid : catalogue.mail.whatFollowersWereTold({ place: followers }),
    csp: pagePolicy,
  })
  const said = html.replace(/ style="[^"]*"/g, '')
  return `${page.replace(PLACE, () => `<div class="told">\n${said}</div>`).trim()}\n`
}
