import { ago, span } from '#domain/desk/board.ts'
import { counted } from '#domain/desk/impact.ts'
import { isLate, isUnderWay, type TargetState } from '#domain/publish/targets.ts'
import { PushNow } from './push-now.tsx'

const numberOf = (release: string): string => `Number ${Number(release.split('-')[0])}`

/** Which release readers of a target have, and whether it is the current one. */
function standing({ release, behindSince, pushedAt }: TargetState, now: Date): string {
  const there = release === null ? 'No release yet' : numberOf(release)
  if (behindSince !== null)
    return `${there}, behind for ${span(now.getTime() - new Date(behindSince).getTime())}`
  return pushedAt === null ? there : `${there}, the current one; compared ${ago(pushedAt, now)}`
}

/** When something is due, in words. */
function soon(instant: string, now: Date): string {
  const words = ago(instant, now)
  return words.startsWith('in ') ? words : 'within a minute'
}

function Target({ target, now }: { target: TargetState; now: Date }) {
  const { address, problem, tries, notBefore } = target
  const late = isLate(target, now)
  return (
    <>
      <p className="targets__address" translate="no">
        {address}
      </p>
      <p className="targets__state">
        {late && <strong>Late. </strong>}
        {standing(target, now)}.{isUnderWay(target) && ' It is being pushed to.'}
      </p>
      {problem !== null && (
        <p className="targets__problem">
          {problem} Tried {counted(tries, 'time')}
          {notBefore === null ? '' : `; it is tried again ${soon(notBefore, now)}`}.
        </p>
      )}
    </>
  )
}

/** Where releases are pushed to, besides this server, and how each target stands. */
export function Targets({
  targets,
  administers,
  api,
  now,
}: {
  targets: readonly TargetState[]
  administers: boolean
  api: string
  now: Date
}) {
  if (targets.length === 0) return null
  return (
    <section className="board__section" aria-labelledby="board-targets">
      <h2 id="board-targets">Pushed to</h2>
      <ul className="board__plain targets">
        {targets.map((target) => (
          <li key={target.address} className={isLate(target, now) ? 'board__section--late' : undefined}>
            <Target target={target} now={now} />
            {administers && (
              <PushNow
                api={api}
                address={target.address}
                underWay={target.askedAt !== null && isUnderWay(target)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Readers elsewhere have had an old release for long: everybody at the desk must know. */
export function LateTargets({ targets, now }: { targets: readonly TargetState[]; now: Date }) {
  const late = targets.filter((target) => isLate(target, now))
  if (late.length === 0) return null
  return (
    <section className="board__alarm" role="alert" aria-labelledby="board-targets-late">
      <h2 id="board-targets-late">Readers elsewhere have an old release</h2>
      <ul className="board__plain">
        {late.map(({ address, behindSince, problem }) => (
          <li key={address}>
            <span className="targets__address" translate="no">
              {address}
            </span>{' '}
            has been behind for {span(now.getTime() - new Date(behindSince ?? now).getTime())}.{' '}
            {problem ?? ''}
          </li>
        ))}
      </ul>
      <p>Readers of this server have the current one. Administrators were told by mail.</p>
    </section>
  )
}
