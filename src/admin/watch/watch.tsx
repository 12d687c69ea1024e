import { Link } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import { FLAG_KINDS, isFlagKind, type FlagKind } from '#domain/desk/flags.ts'
import { counted } from '#domain/desk/impact.ts'
import { pageOf, textOf } from '#domain/values.ts'
import type { UnreadInstrument } from '#domain/watch/registers.ts'
import type { WatchBoard } from '#domain/watch/watch-desk.ts'
import type { Desk } from '#desk/desk.ts'
import { proposalsDesk } from '#desk/watch/queries/proposals-desk.ts'
import { watchBoardOf } from '#desk/watch/queries/watch-board-of.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { keysOf } from '#lib/register-keys.ts'
import { readReadings, readRegistered } from '#store/watch/register.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { KeepFresh } from '../desk/dashboard/keep-fresh.tsx'
import { AdminPage } from '#admin/page.tsx'
import { inexactHref, watchHref } from './addresses.ts'
import { FlagList } from './flag-list.tsx'
import { Runs } from './runs.tsx'
import { Proposals } from './proposals.tsx'
import { Unread } from './unread.tsx'

/** Polling interval in milliseconds: during a run, and otherwise. */
const SOON = 3_000
const LATER = 60_000

function Kinds({
  admin,
  counts,
  kind,
}: {
  admin: string
  counts: WatchBoard['counts']
  kind: FlagKind | null
}) {
  const kinds = (Object.keys(FLAG_KINDS) as FlagKind[]).filter((each) => (counts[each] ?? 0) > 0)
  const all = kinds.reduce((sum, each) => sum + (counts[each] ?? 0), 0)
  if (kinds.length < 2 && kind === null) return null
  const choices: [FlagKind | null, string, number][] = [
    [null, 'All', all],
    ...kinds.map((each): [FlagKind, string, number] => [each, FLAG_KINDS[each], counts[each] ?? 0]),
  ]
  return (
    <nav className="watch__kinds" aria-label="Kinds">
      {choices.map(([each, name, n]) => (
        <Link
          key={each ?? 'all'}
          href={watchHref(admin, each)}
          prefetch={false}
          aria-current={each === kind ? 'page' : undefined}
        >
          {name} <span className="board__count">{n.toLocaleString('en')}</span>
        </Link>
      ))}
    </nav>
  )
}

function Pages({
  admin,
  kind,
  page,
  pages,
}: {
  admin: string
  kind: FlagKind | null
  page: number
  pages: number
}) {
  if (pages < 2) return null
  return (
    <nav className="board__pages" aria-label="Pages of this list">
      {page > 1 && (
        <Link href={watchHref(admin, kind, page - 1)} prefetch={false} rel="prev">
          ← Earlier
        </Link>
      )}
      <span>
        Page {page} of {pages}
      </span>
      {page < pages && (
        <Link href={watchHref(admin, kind, page + 1)} prefetch={false} rel="next">
          Further →
        </Link>
      )}
    </nav>
  )
}

interface ProposedProps {
  proposals: Awaited<ReturnType<typeof proposalsDesk>>
  admin: string
  unread: readonly UnreadInstrument[]
}

const ProposedChanges = ({ proposals, admin, unread }: ProposedProps) => (
  <section className="board__section" aria-labelledby="proposals">
    <h2 id="proposals" tabIndex={-1}>
      Law changes that registers record
    </h2>
    {proposals.groups.length === 0 ? (
      <p className="board__hint">
        Nothing waits here. What the registers of the United Kingdom, Canada, Australia and, with a key, New
        Zealand record of instruments on which entries rest is proposed here; what others record, you record
        by hand.
      </p>
    ) : (
      <>
        <p className="board__hint">
          Accepting one records a law change, filled in: you see it first, then flag what rests on it. Those
          that go to what entries cite come first.
        </p>
        <Proposals desk={proposals} />
      </>
    )}
    <Unread admin={admin} instruments={unread} />
  </section>
)

const Inexact = ({ admin, sources }: { admin: string; sources: number }) => (
  <section className="board__section" aria-labelledby="watch-inexact">
    <h2 id="watch-inexact">To make exact</h2>
    <p className="board__hint">
      <Link href={inexactHref(admin)} prefetch={false}>
        {counted(sources, 'source names', 'sources name')} only a site
      </Link>
      . Their words cannot be checked until somebody finds the page.
    </p>
  </section>
)

async function Content({
  desk,
  admin,
  kind,
  page,
}: {
  desk: Desk
  admin: string
  kind: FlagKind | null
  page: number
}) {
  const [board, proposals, readings, { unread }] = [
    await watchBoardOf(desk, { ...(kind ? { kind } : {}), page }),
    await proposalsDesk(desk),
    await readReadings(desk.req),
    await readRegistered(desk.req, keysOf(env())),
  ]
  const copies = await findWorkingCopies(
    desk.req,
    board.flags.flatMap(({ entry }) => (entry === '' ? [] : [entry])),
  )
  const running = Object.values(board.passes).some(({ state }) => state === 'running')
  return (
    <>
      <div className="board__columns">
        <div className="board__main">
          <section className="board__section" aria-labelledby="watch-flags">
            <h2 id="watch-flags" tabIndex={-1}>
              Needs a person
            </h2>
            <Kinds admin={admin} counts={board.counts} kind={kind} />
            {board.flags.length === 0 ? (
              <p className="board__hint">
                {env().watch
                  ? 'Nothing waits here. The watch looks at every source each night, at quoted words each week and at dates each day; what needs a person then stands here until it is settled.'
                  : 'Nothing waits here, and nothing is looked for: the watch is off.'}
              </p>
            ) : (
              <FlagList flags={board.flags} entries={Object.fromEntries(copies)} />
            )}
            <Pages admin={admin} kind={kind} page={board.page} pages={board.pages} />
          </section>
          <ProposedChanges proposals={proposals} admin={admin} unread={unread} />
        </div>
        <div className="board__aside">
          <Runs
            admin={admin}
            passes={board.passes}
            readings={readings}
            now={systemClock.now()}
            watching={env().watch}
          />
          {board.inexact > 0 && <Inexact admin={admin} sources={board.inexact} />}
        </div>
      </div>
      <KeepFresh every={running ? SOON : LATER} />
    </>
  )
}

/** The `/admin/watch` page: all findings of the watch that need a person. */
export function Watch(view: AdminViewServerProps) {
  const { req } = view.initPageResult
  const actor = actorOf(req)
  const { siteTimeZone } = env()
  const { kind: asked, page } = view.searchParams ?? {}
  const kind = textOf(asked)
  return (
    <AdminPage view={view} title="The watch" className="board watch">
      {actor && (
        <Content
          desk={{ req, actor, clock: systemClock, timeZone: siteTimeZone }}
          admin={req.payload.config.routes.admin}
          kind={isFlagKind(kind) ? kind : null}
          page={pageOf(page)}
        />
      )}
    </AdminPage>
  )
}
