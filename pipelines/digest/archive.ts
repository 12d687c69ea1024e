import { printDate } from '#domain/dates.ts'
import { ALL_PLACES, type DigestRun, type RunKind } from '#domain/digests.ts'
import type { Fold } from '#domain/fold.ts'
import { paths } from '#domain/paths.ts'
import type { Snapshot } from '#domain/snapshot.ts'
import { EVERYTHING } from '#domain/subscribers.ts'
import { fill, pagePolicy } from '#templates/engine.ts'
import { changeView, correctionsIn, type ChangeLine, type ChangeView } from '#templates/views/changes.ts'
import { frame } from '#templates/views/frame.ts'
import { openingWords } from '#templates/views/was-now.ts'
import { letterForPlace } from './example.ts'
import { Ground } from './ground.ts'
import { sorted } from './sorted.ts'

const RUN_WORDS: Record<RunKind, string> = {
  'at-once': 'Told at once',
  daily: 'Daily digest',
  weekly: 'Weekly digest',
  monthly: 'Monthly digest',
}

/** Entries that the page tells of, at most, and characters of a note in a line. */
const LISTED = 100
const NOTE = 200

/** Key of the run in an address, `weekly-2026-W47` is `weekly/2026-W47`; null where there can be none. */
export function archivedRun(segment: string): string | null {
  const [, kind, slot] = /^(at-once|daily|weekly|monthly)-([0-9A-Za-z-]{1,40})$/.exec(segment) ?? []
  return kind && slot ? `${kind}/${slot}` : null
}

interface Archive {
  snapshot: Snapshot
  run: Pick<DigestRun, 'kind' | 'fromSeq' | 'toSeq' | 'startedAt'>
  /** As it stands in the address: slug of a jurisdiction, or `global`. */
  place: string
  /** Zone in which a day of the site begins. */
  timeZone: string
}

/**
 * The page of a digest: what it told those who follow a place, and at once what was urgent and what was corrected.
 * @returns null where it told them nothing, or nobody can follow the place.
 */
export function archivePage({ snapshot, run, place, timeZone }: Archive): string | null {
  const { site, jurisdictions } = snapshot
  const followed = jurisdictions.find(({ slug, guide }) => slug === place && guide === 'full')
  if (!followed && place !== ALL_PLACES) return null
  const { changes: all } = snapshot
  const letter = letterForPlace({ ...run, place: followed?.key ?? EVERYTHING, changes: all, jurisdictions })
  if (!letter) return null
  const ground = new Ground(snapshot, timeZone)
  const { places, wording } = sorted(ground.foldsOf(letter.seqs), ground.context.placeOf)
  const context = { ...ground.context, links: ground.linksFor(followed?.key ?? null) }
  const corrections = correctionsIn(all, [], context)
  const whole = (fold: Fold): ChangeView => changeView(fold, context, corrections(fold))
  const heading = `${RUN_WORDS[run.kind]} of ${printDate(context.dayOf(run.startedAt))}`
  const guide = ground.guideOf(followed?.key ?? null)
  let room = LISTED
  const fitting = <T>(all: readonly T[]): T[] => {
    const some = all.slice(0, room)
    room -= some.length
    return some
  }
  const view = {
    ...frame(site, { title: heading, guide, noindex: true }),
    heading,
    guide: guide && { href: paths.guide(guide.place.slug), name: guide.place.name },
    lead: followed
      ? `What those who follow ${followed.inSentence} were told: what was, what is now, and since when.`
      : 'What those who follow everything were told: what was, what is now, and since when.',
    places: places
      .map(({ name, folds }) => ({ name, folds: fitting(folds).map(whole) }))
      .filter(({ folds }) => folds.length > 0),
    wording: fitting(wording).map((fold): ChangeLine => {
      const {
        note: _note,
        noteCorrectedOn: _on,
        fields: _fields,
        others: _others,
        gone: _gone,
        ...told
      } = whole(fold)
      return { ...told, type: 'line', note: fold.note && openingWords(fold.note, NOTE) }
    }),
    left: places.reduce((sum, { folds }) => sum + folds.length, wording.length) - (LISTED - room),
    csp: pagePolicy,
  }
  return `${fill('pages/digest', view).trim()}\n`
}
