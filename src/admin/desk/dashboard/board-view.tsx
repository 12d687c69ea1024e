import { Link } from '@payloadcms/ui'
import { BOARD_LISTS, EMPTY_LISTS, type Board, type BoardList } from '#domain/desk/board.ts'
import { counted } from '#domain/desk/impact.ts'
import type { WatchFound } from '#domain/watch/watch-found.ts'
import { PublishingHeld } from '../../publish/held.tsx'
import { LateTargets, Targets } from '../../publish/targets.tsx'
import { UnfinishedGuides } from '../../publish/unfinished.tsx'
import { FoundByWatch } from '#admin/watch/found.tsx'
import { Runs } from '../../watch/runs.tsx'
import { Due } from './due.tsx'
import { Edited, LawChanges } from './law.tsx'
import { listHref, Rows, Section } from './rows.tsx'
import { NotPublished, PublishingFailed, SiteState } from './site-state.tsx'
import { EditorsAtWork, Staff } from './staff.tsx'

interface Props {
  admin: string
  /** Path of the API. */
  api: string
  board: Board
  found: WatchFound
  /** Whether this person edits or reviews. */
  editorial: boolean
  /** Whether this person is an administrator. */
  administers: boolean
  now: Date
  timeZone: string
  /** False where the watch is switched off in this installation. */
  watching: boolean
}

type Part = { admin: string; board: Board }

/** A list of the board, unless empty. */
function List({ admin, board, name }: Part & { name: keyof Board['lists'] }) {
  const { rows, total } = board.lists[name]
  if (total === 0) return null
  const late = rows.some((row) => row.late)
  return (
    <Section
      id={name}
      title={BOARD_LISTS[name]}
      count={{ n: total, href: listHref(admin, name) }}
      late={late}
      hint={
        name === 'second-review' && late
          ? 'One person decided alone, readers see it, and nobody else has looked at it in time. Administrators see this, too.'
          : null
      }
    >
      <Rows admin={admin} rows={rows} />
    </Section>
  )
}

function Reviews({ admin, board: { reviews } }: Part) {
  const { rows, total, mine, exact } = reviews
  if (total === 0) return null
  const forMe = mine > 0 && exact
  const others = total - mine
  return (
    <Section
      id="reviews"
      title={forMe ? 'Waiting for your review' : BOARD_LISTS.reviews}
      count={{ n: forMe ? mine : total, href: listHref(admin, 'reviews') }}
      hint={
        forMe && others > 0
          ? `${counted(others, 'more is', 'more are')} in review for others to approve.`
          : !exact
            ? 'The oldest first; those you may approve before the others.'
            : null
      }
    >
      <Rows admin={admin} rows={rows} />
    </Section>
  )
}

/** How to try the whole workflow, while there is only the sample. */
function FirstSteps({ admin }: { admin: string }) {
  return (
    <section className="board__section" aria-labelledby="board-first">
      <h2 id="board-first">These are sample guides. Try the whole way once</h2>
      <ol className="board__plain">
        <li>
          Open an{' '}
          <Link href={`${admin}/collections/offences`} prefetch={false}>
            offence
          </Link>
          , change a word and save.
        </li>
        <li>Submit it for review, with a note for readers.</li>
        <li>
          Sign in with the second account, in another window: it waits here for review. Approve it, and the
          page, the PDF and the feeds change within seconds.
        </li>
      </ol>
      <p className="board__hint">
        When a law changes,{' '}
        <Link href={`${admin}/collections/law-changes/create`} prefetch={false}>
          record the change
        </Link>
        : it finds every entry that rests on the instrument.
      </p>
    </section>
  )
}

/** Empty lists, in one line; expanded, it describes them. */
function Empty({ admin, board: { lists, reviews, due, lawChanges, records } }: Part) {
  const empty: BoardList[] = [
    ...(Object.keys(lists) as (keyof typeof lists)[]).filter((name) => lists[name].total === 0),
    ...(reviews.total === 0 ? (['reviews'] as const) : []),
    ...(due.overdue === 0 ? (['overdue'] as const) : []),
    ...(due.soon === 0 ? (['soon'] as const) : []),
  ]
  const order = Object.keys(BOARD_LISTS) as BoardList[]
  const more = Number(lawChanges.total === 0) + Number(records.total === 0)
  if (empty.length + more === 0) return null
  return (
    <details className="board__quiet">
      <summary>Nothing waits in {counted(empty.length + more, 'other list')}</summary>
      <ul className="board__plain">
        {order
          .filter((name) => empty.includes(name))
          .map((name) => (
            <li key={name}>
              <strong>{BOARD_LISTS[name]}</strong>: {EMPTY_LISTS[name]}.
            </li>
          ))}
        {lawChanges.total === 0 && (
          <li>
            <strong>Law changes under way</strong>: what happened to an instrument, until every entry that
            rests on it is settled.{' '}
            <Link href={`${admin}/collections/law-changes/create`} prefetch={false}>
              Record one
            </Link>
            .
          </li>
        )}
        {records.total === 0 && (
          <li>
            <strong>Shared records edited</strong>: bodies, instruments and sources that entries still print
            as they were.
          </li>
        )}
      </ul>
    </details>
  )
}

function Tasks({ admin, board, found, now }: Part & { found: WatchFound; now: Date }) {
  const { lists, reviews, site, records } = board
  const untouched =
    site.sample && reviews.total === 0 && lists.drafts.total === 0 && lists.changes.total === 0
  return (
    <>
      <List admin={admin} board={board} name="assigned" />
      <List admin={admin} board={board} name="unassigned" />
      <List admin={admin} board={board} name="second-review" />
      <List admin={admin} board={board} name="withdrawals" />
      <Reviews admin={admin} board={board} />
      <List admin={admin} board={board} name="changes" />
      <LawChanges admin={admin} today={board.today} lawChanges={board.lawChanges} />
      <FoundByWatch admin={admin} found={found} />
      <Edited
        admin={admin}
        id="records"
        title="Bodies and instruments edited since they were printed"
        records={records.edited}
        now={now}
      />
      <Edited
        admin={admin}
        id="sources"
        title="Sources edited since they were cited"
        records={records.sources}
        now={now}
      />
      <List admin={admin} board={board} name="drafts" />
      {untouched && <FirstSteps admin={admin} />}
      <Due admin={admin} due={board.due} />
      <List admin={admin} board={board} name="scheduled" />
      <Empty admin={admin} board={board} />
    </>
  )
}

/** Everything pending, most urgent first; next to it, what readers have. */
export function BoardView({
  admin,
  api,
  board,
  found,
  editorial,
  administers,
  now,
  timeZone,
  watching,
}: Props) {
  const { site, staff, lists } = board
  const late = lists['second-review'].rows.some((row) => row.late)
  return (
    <>
      {site.held && <PublishingHeld held={site.held} now={now} administers={administers} />}
      {site.failed && <PublishingFailed failed={site.failed} now={now} />}
      <LateTargets targets={board.targets} now={now} />
      <NotPublished admin={admin} problems={site.problems} now={now} />
      <div className="board__columns">
        <div className="board__main">
          {editorial ? (
            <Tasks admin={admin} board={board} found={found} now={now} />
          ) : (
            <>
              {late && <List admin={admin} board={board} name="second-review" />}
              {(['unassigned', 'changes', 'drafts'] as const).map((name) =>
                lists[name].rows.length > 0 ? (
                  <List key={name} admin={admin} board={board} name={name} />
                ) : null,
              )}
              {staff && <Staff admin={admin} staff={staff} />}
              <EditorsAtWork admin={admin} board={board} />
            </>
          )}
        </div>
        <div className="board__aside">
          <SiteState
            admin={admin}
            site={site}
            now={now}
            today={board.today}
            timeZone={timeZone}
            administers={administers}
          />
          <Targets targets={board.targets} administers={administers} api={api} now={now} />
          <Runs admin={admin} passes={found.passes} readings={found.readings} now={now} watching={watching} />
          <UnfinishedGuides admin={admin} guides={site.guides} />
          {editorial && staff && <Staff admin={admin} staff={staff} />}
        </div>
      </div>
    </>
  )
}
