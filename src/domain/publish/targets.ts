/** A folder of this machine, or one mounted on it, that releases are pushed to for another server. */
export interface Target {
  /** Names the target everywhere. It never holds a secret. */
  address: string
  path: string
}

/** Nothing in a path needs quoting, in whatever reads it. */
const PATH = /^(\/[\w.@+-]+)+$/

const isPath = (path: string): boolean =>
  PATH.test(path) && path.split('/').every((part) => part !== '.' && part !== '..')

/** @throws {Error} without what follows a “:”, where people write passwords. */
function targetOf(address: string): Target {
  const path = address.replace(/\/$/, '')
  if (isPath(path)) return { address: path, path }
  throw new Error(
    address.startsWith('/')
      ? `“${address}” cannot be used: write the full path of a folder, with letters, digits and . _ @ + - between its slashes`
      : `“${/^[\w.-]*/.exec(address)?.[0] ?? ''}…” is no folder: write its full path, for example /srv/www`,
  )
}

/**
 * The targets in a comma-separated list of addresses.
 * @throws {Error} saying what is wrong with the first that cannot be used, without anything secret in it.
 */
export function targetsOf(list: string): Target[] {
  const targets = list
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map(targetOf)
  const twice = targets.find(({ address }, at) => targets.findIndex((each) => each.address === address) < at)
  if (twice) throw new Error(`${twice.address} stands there twice: each target is named once`)
  return targets
}

/** What is known of a target. */
export interface TargetState {
  address: string
  /** The release that readers of the target get; null before the first. */
  release: string | null
  /** Instant at which that release was last pushed and compared, ISO 8601. */
  pushedAt: string | null
  /** Since when it lacks what readers here get; null while it has it. */
  behindSince: string | null
  /** Failures since it last worked. */
  tries: number
  /** What went wrong last, in words. */
  problem: string | null
  /** Instant before which it is not tried again by itself. */
  notBefore: string | null
  /** Files and bytes that the last push sent. */
  sentFiles: number
  sentBytes: number
}

export const newTarget = (address: string): TargetState => ({
  address,
  release: null,
  pushedAt: null,
  behindSince: null,
  tries: 0,
  problem: null,
  notBefore: null,
  sentFiles: 0,
  sentBytes: 0,
})

/** Milliseconds that a target may be behind before somebody is told. */
export const ALARM_AFTER = 30 * 60_000

/** Whether a target has been behind for so long that a person must look. */
export const isLate = ({ behindSince }: Pick<TargetState, 'behindSince'>, now: Date): boolean =>
  behindSince !== null && now.getTime() - Date.parse(behindSince) >= ALARM_AFTER

/**
 * How targets stand to the release that readers get here. One that nobody has pushed to since it was published is
 * behind since then, whatever is recorded.
 */
export const targetsNow = (
  states: readonly TargetState[],
  current: { name: string; time: string } | null,
): TargetState[] =>
  states.map((state) => ({
    ...state,
    behindSince:
      current === null || state.release === current.name ? null : (state.behindSince ?? current.time),
  }))

/** A target in one sentence or three. */
export const targetWords = ({ address, release, behindSince, problem, notBefore }: TargetState): string =>
  [
    release === null ? `${address} has no release yet` : `${address} has release ${release}`,
    behindSince === null ? '.' : `, and is behind since ${behindSince}.`,
    problem === null ? '' : ` ${problem}`,
    problem === null || notBefore === null ? '' : ` It is tried again at ${notBefore}.`,
  ].join('')
