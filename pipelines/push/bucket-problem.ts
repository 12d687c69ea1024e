import type { BucketTarget } from '#domain/publish/targets.ts'
import { PushFailed } from './release.ts'

/** What the SDK throws: an answer of the server, or a failure on the way to it. */
interface Failure {
  name?: string
  code?: string
  $metadata?: { httpStatusCode?: number }
}

const CREDENTIALS =
  'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws, for the account that runs this program.'

const NO_CREDENTIALS = new Set(['CredentialsProviderError', 'TokenProviderError'])
const WRONG_CREDENTIALS = new Set([
  'ExpiredToken',
  'InvalidAccessKeyId',
  'InvalidToken',
  'SignatureDoesNotMatch',
])
const WRONG_REGION = new Set([
  'AuthorizationHeaderMalformed',
  'PermanentRedirect',
  'IllegalLocationConstraintException',
])

function wordsOf(
  { name = '', code, $metadata }: Failure,
  target: BucketTarget,
  setting: string,
): string | null {
  const status = $metadata?.httpStatusCode
  if (NO_CREDENTIALS.has(name)) return `No credentials were found. ${CREDENTIALS}`
  if (WRONG_CREDENTIALS.has(name)) return `It does not accept the credentials (${name}). ${CREDENTIALS}`
  if (name === 'NoSuchBucket') return `There is no bucket ${target.bucket}. Create it, or correct ${setting}.`
  if (WRONG_REGION.has(name) || status === 301 || status === 307)
    return `The bucket is not in the region ${target.region}. Write its region into the address, as in region=eu-west-1.`
  if (name === 'RequestTimeTooSkewed')
    return 'The clocks of this machine and of the server differ. Set this one.'
  if (status === 403)
    return `These credentials may not do that. They must be allowed to list the bucket, and to read, write and delete objects in it.`
  // The name comes from the server: nothing else of its answer is repeated.
  const said = /^[A-Za-z]{1,60}$/.test(name) ? ` (${name})` : ''
  if (status !== undefined && status >= 300) return `The server answers with ${status}${said}.`
  if (name === 'TimeoutError' || code !== undefined)
    return `${target.endpoint ?? 'Amazon S3'} does not answer (${code ?? 'time out'}).`
  return status === undefined ? null : `The server gives no usable answer${said}.`
}

/**
 * What went wrong with a bucket. The error itself is not kept as the cause: it names the key that was used.
 * @param setting that names the bucket.
 * @returns null for what is no failure of the bucket.
 */
export function bucketProblem(
  error: unknown,
  target: BucketTarget,
  setting: 'PUBLISH_TO' | 'BACKUP_TO' = 'PUBLISH_TO',
): PushFailed | null {
  const words = wordsOf(error as Failure, target, setting)
  return words === null ? null : new PushFailed(words)
}
