import { isPlainPath } from './plain-path.ts'
import { sshTargetOf, type SshTarget } from './ssh-address.ts'

export type { SshTarget } from './ssh-address.ts'

/** A folder of this machine, or one mounted on it, that releases are pushed to for another server. */
export interface FolderTarget {
  kind: 'folder'
  /** Names the target everywhere. It never holds a secret. */
  address: string
  path: string
}

/** A bucket of S3, or of a server that speaks its protocol. */
export interface BucketTarget {
  kind: 'bucket'
  address: string
  bucket: string
  /** Key prefix, without slashes at its ends; empty for the whole bucket. */
  prefix: string
  region: string
  /** Address of the server; null for Amazon’s own. */
  endpoint: string | null
}

/** Where releases are pushed to, besides the folder that this server serves. */
export type Target = FolderTarget | BucketTarget | SshTarget

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const REGION = /^[a-z0-9-]+$/

const CREDENTIALS =
  'Credentials never belong in an address, which is shown in logs: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws'

/** @throws {Error} without what may be a secret. */
function bucketUrl(address: string): URL {
  if (!URL.canParse(address))
    throw new Error('“s3:…” cannot be read: write s3://bucket/prefix?region=eu-west-1')
  const url = new URL(address)
  if (url.username + url.password !== '') throw new Error(`“s3://…@…” names a user. ${CREDENTIALS}`)
  const unknown = [...url.searchParams.keys()].some((name) => !['region', 'endpoint'].includes(name))
  if (unknown || url.hash !== '')
    throw new Error(
      `“s3://${url.hostname}…” may have the parameters region and endpoint alone. ${CREDENTIALS}`,
    )
  return url
}

/** @throws {Error} where it is not the address of a server. */
function endpointOf(endpoint: string | null, where: string): string | null {
  if (endpoint === null) return null
  const server = URL.canParse(endpoint) ? new URL(endpoint) : null
  if (
    server &&
    /^https?:$/.test(server.protocol) &&
    server.username + server.password + server.search + server.hash === ''
  )
    return server.href
  throw new Error(`“${where}” has no usable endpoint: write endpoint=https://s3.example.org`)
}

function bucketOf(address: string): BucketTarget {
  const url = bucketUrl(address)
  const where = `s3://${url.hostname}…`
  if (!BUCKET.test(url.hostname) || url.port !== '')
    throw new Error(`“${where}” names no bucket: write s3://bucket/prefix?region=eu-west-1`)
  const prefix = url.pathname.replace(/^\/|\/$/g, '')
  if (prefix !== '' && !isPlainPath(`/${prefix}`))
    throw new Error(
      `“${where}” has a prefix with other than letters, digits and . _ @ + - between its slashes`,
    )
  const region = url.searchParams.get('region') ?? 'us-east-1'
  if (!REGION.test(region)) throw new Error(`“${where}” has no usable region: write region=eu-west-1`)
  const endpoint = endpointOf(url.searchParams.get('endpoint'), where)
  return { kind: 'bucket', address, bucket: url.hostname, prefix, region, endpoint }
}

/** @throws {Error} without what follows a “:”, where people write passwords. */
function targetOf(address: string): Target {
  if (address.startsWith('s3:')) return bucketOf(address)
  if (address.startsWith('ssh:')) return sshTargetOf(address)
  const path = address.replace(/\/$/, '')
  if (isPlainPath(path)) return { kind: 'folder', address: path, path }
  throw new Error(
    address.startsWith('/')
      ? `“${address}” cannot be used: write the full path of a folder, with letters, digits and . _ @ + - between its slashes`
      : `“${/^[\w.-]*/.exec(address)?.[0] ?? ''}…” is no target: write the full path of a folder, for example /srv/www, or s3://bucket/prefix, or ssh://user@host/path`,
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
  /** Since when an administrator wants it pushed to and compared at once; null if nobody does. */
  askedAt: string | null
  /** Since when it was behind when administrators were told so; null once they were told that it works. */
  alarmedFor: string | null
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
  askedAt: null,
  alarmedFor: null,
})

/** Milliseconds that a target may be behind before somebody is told. */
export const ALARM_AFTER = 30 * 60_000

/** Whether a target has been behind for so long that a person must look. */
export const isLate = ({ behindSince }: Pick<TargetState, 'behindSince'>, now: Date): boolean =>
  behindSince !== null && now.getTime() - Date.parse(behindSince) >= ALARM_AFTER

/** Whether a worker is about to push to a target, or does. */
export const isUnderWay = ({
  askedAt,
  behindSince,
  problem,
}: Pick<TargetState, 'askedAt' | 'behindSince' | 'problem'>): boolean =>
  problem === null && (askedAt !== null || behindSince !== null)

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
