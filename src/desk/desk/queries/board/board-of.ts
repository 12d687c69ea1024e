import { mayAdminister, mayReview } from '#domain/desk/actors.ts'
import { SOON_DAYS, type Board, type BoardSection } from '#domain/desk/board.ts'
import { addDays } from '#domain/dates.ts'
import { entryOf } from '#domain/desk/publish-problems.ts'
import { targetsNow } from '#domain/publish/targets.ts'
import { env } from '#lib/env.ts'
import { currentName } from '#lib/release-names.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { countDueByPlace } from '#store/desk/board/due-places.ts'
import { readEdited } from '#store/desk/board/edited-records.ts'
import { readLawChanges } from '#store/desk/board/law-changes.ts'
import { SHOWN } from '#store/desk/board/rows.ts'
import { readSiteState } from '#store/desk/board/site-state.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { readPublished } from '#store/publish/published.ts'
import { readTargets } from '#store/publish/targets.ts'
import type { Desk } from '../../../desk.ts'
import { byGuide } from './by-guide.ts'
import { editedRecords } from './edited-records.ts'
import { sectionOf, type Found, type Onlooker } from './facts.ts'
import { onlookerOf } from './onlooker-of.ts'
import { LOOK, readLists } from './read-lists.ts'
import { guidesOf, problemsOf } from './site.ts'
import { staffingOf } from './staffing.ts'
import { tasksOf } from './tasks.ts'

/** Reads everything the board shows. */
async function readAll({ req, actor }: Desk, onlooker: ReturnType<typeof onlookerOf>) {
  const { today } = onlooker
  const [lists, counts, lawChanges, edited] = await Promise.all([
    readLists(req, onlooker),
    countDueByPlace(req, { today, until: addDays(today, SOON_DAYS) }),
    readLawChanges(req),
    readEdited(req),
  ])
  const { publishTo, dataDir } = env()
  const [site, published, state, staff, targets, current] = await Promise.all([
    readSiteState(req, today),
    readPublished(req),
    readPublishingState(dataDir),
    mayAdminister(actor) ? staffingOf(req) : null,
    readTargets(
      req,
      publishTo.map(({ address }) => address),
    ),
    publishTo.length > 0 ? currentName(dataDir) : null,
  ])
  const here = site.release && current ? { name: current, time: site.release.at } : null
  return {
    lists,
    counts,
    lawChanges,
    edited,
    site,
    published,
    state,
    staff,
    targets: targetsNow(targets, here),
  }
}

/** Shows a list of the board, with whose task each entry is. */
async function sectionsOf(
  req: Desk['req'],
  onlooker: Onlooker,
  { shown, copies }: { shown: readonly Found[]; copies: Parameters<typeof sectionOf>[1] },
): Promise<(list: Found) => BoardSection> {
  const heads = shown.flatMap((list) => list.heads)
  const tasks = await tasksOf(req, onlooker, heads)
  return (list) => sectionOf(list, copies, tasks)
}

/** Everything that awaits action, as this person sees it. Reads no more of a list than it shows. */
export async function boardOf(desk: Desk): Promise<Board> {
  const { req, actor } = desk
  const onlooker = onlookerOf(desk)
  const { today } = onlooker
  const all = await readAll(desk, onlooker)
  const { lists, counts, lawChanges, edited, site, published, state, staff, targets } = all
  const problems = state?.problems ?? []

  // Those this person may approve come first, followed by some of the others.
  const open = (entry: string): boolean => lists.reviews.facts.get(entry)?.others === null
  const byChance = [...lists.reviews.heads].sort((a, b) => Number(open(b.entry)) - Number(open(a.entry)))
  const shown = { ...lists, reviews: { ...lists.reviews, heads: byChance.slice(0, SHOWN) } }
  const copies = await findWorkingCopies(req, [
    ...new Set([
      ...Object.values(shown).flatMap(({ heads }) => heads.map(({ entry }) => entry)),
      ...edited.flags.map(({ entry }) => entry),
      ...published.problems.map(({ entry }) => entry),
      ...problems.flatMap(({ about }) => entryOf(about) ?? []),
    ]),
  ])
  const section = await sectionsOf(req, onlooker, { shown: Object.values(shown), copies })
  const { reviews, overdue, soon, ...others } = shown
  const records = editedRecords(edited.flags, copies)
  return {
    today,
    lists: {
      assigned: section(others.assigned),
      unassigned: section(others.unassigned),
      'second-review': section(others['second-review']),
      withdrawals: section(others.withdrawals),
      changes: section(others.changes),
      drafts: section(others.drafts),
      scheduled: section(others.scheduled),
    },
    reviews: {
      ...section(reviews),
      mine: mayReview(actor) ? lists.reviews.heads.filter(({ entry }) => open(entry)).length : 0,
      exact: reviews.total <= LOOK,
    },
    due: {
      places: byGuide(counts, published.places),
      overdue: overdue.total,
      soon: soon.total,
      rows: [...section(overdue).rows, ...section(soon).rows].slice(0, SHOWN),
    },
    lawChanges,
    records: {
      edited: records.filter(({ collection }) => collection !== 'sources'),
      sources: records.filter(({ collection }) => collection === 'sources'),
      total: edited.total,
    },
    site: {
      ...site,
      guides: guidesOf(published.problems, copies),
      problems: problemsOf(problems, copies),
    },
    targets,
    staff,
  }
}
