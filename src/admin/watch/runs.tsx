import { Link } from '@payloadcms/ui'
import { ago } from '#domain/desk/board.ts'
import { RUN_KINDS, type RunKind, type WatchRun } from '#domain/watch/watch.ts'
import { counted } from '#domain/desk/impact.ts'
import type { RegisterReading } from '#domain/watch/register.ts'

/** When each kind of run takes place, in words. */
const WHEN: Record<RunKind, string> = {
  links: 'every night',
  quotes: 'every week',
  freshness: 'every day',
}

function Run({ run, when, now }: { run: WatchRun | undefined; when: string | null; now: Date }) {
  if (!run) return <>Not checked yet{when === null ? '' : `; checked ${when}`}.</>
  if (run.state === 'running')
    return (
      <>
        Under way: {run.done.toLocaleString('en')} of {run.total.toLocaleString('en')}{' '}
        <progress value={run.done} max={Math.max(run.total, 1)} aria-label={RUN_KINDS[run.kind]} />
      </>
    )
  return (
    <>
      {counted(run.total, 'look')}, {ago(run.endedAt ?? run.startedAt, now)}
      {when === null ? '' : `; again ${when}`}.
    </>
  )
}

interface Props {
  admin: string
  passes: Partial<Record<RunKind, WatchRun>>
  readings: readonly RegisterReading[]
  now: Date
  /** False where the watch is switched off in this installation. */
  watching: boolean
}

/** Shown wherever a reader would assume that the watch is on. */
export function WatchIsOff() {
  return (
    <p className="desk-notice desk-notice--warning" id="watch-off">
      <strong>The watch is off.</strong> Links, quoted words, dates and registers are not looked at by
      themselves, and nobody is written to about them. <em>Check now</em> still works. Whoever runs this
      installation switches it on with the setting <code>WATCH=on</code>.
    </p>
  )
}

/** The watch's progress: when each run took place, and what it could not read. */
export function Runs({ admin, passes: runs, readings, now, watching }: Props) {
  const last = readings
    .map(({ readAt }) => readAt)
    .sort()
    .at(-1)
  const problems = readings.filter(({ problem }) => problem !== null)
  return (
    <section className="board__section" aria-labelledby="board-watch-passes">
      <h2 id="board-watch-passes">The watch</h2>
      {watching ? null : <WatchIsOff />}
      <dl className="board__facts">
        {(Object.keys(RUN_KINDS) as RunKind[]).map((kind) => (
          <div key={kind} data-pass={kind}>
            <dt>{RUN_KINDS[kind]}</dt>
            <dd>
              <Run run={runs[kind]} when={watching ? WHEN[kind] : null} now={now} />
            </dd>
          </div>
        ))}
        <div data-pass="registers">
          <dt>Registers</dt>
          <dd>
            {last === undefined
              ? `Not read yet${watching ? '; read every day for each instrument on which an entry rests and that a register keeps' : ''}.`
              : `${counted(readings.length, 'feed')}, ${ago(last, now)}${watching ? '; again every day' : ''}.`}
            {problems.length > 0 && (
              <>
                {' '}
                <Link
                  href={`${admin}/collections/register-readings?where[or][0][and][0][problem][exists]=true`}
                  prefetch={false}
                >
                  {counted(problems.length, 'could not be read', 'could not be read')}
                </Link>
                .
              </>
            )}
          </dd>
        </div>
      </dl>
    </section>
  )
}
