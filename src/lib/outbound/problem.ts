/** Reasons why no complete response was received, with their meaning. */
export const OUTBOUND_PROBLEMS = {
  scheme: 'Only http and https addresses are asked.',
  method: 'Only GET and HEAD go out.',
  address: 'This is no full address of the web.',
  'not-public': 'The address leads into a private network.',
  'no-such-host': 'There is no host of this name.',
  'name-trouble': 'The name of the host could not be looked up.',
  'no-connection': 'No connection could be made.',
  'connect-timeout': 'No connection was made in time.',
  timeout: 'No whole answer came in time.',
  'broke-off': 'The connection ended before the answer was whole.',
  'not-http': 'The answer is not HTTP as it should be.',
  'too-big': 'The answer is larger than may be read.',
  encoding: 'The answer is packed in a way that cannot be unpacked.',
  loop: 'The redirects lead in a circle.',
  'too-many-hops': 'There are more redirects than are followed.',
  wait: 'The host asks us to come much later.',
  'certificate-ended': 'The certificate of the host has ended.',
  'certificate-not-yet': 'The certificate of the host is not good yet.',
  'certificate-of-another': 'The certificate of the host is for another name.',
  'certificate-unknown': 'Nobody whom we trust vouches for the certificate of the host.',
  tls: 'No encrypted connection could be made.',
  stopped: 'The request was stopped.',
} as const
export type OutboundReason = keyof typeof OUTBOUND_PROBLEMS

/** No complete response was received. */
export class OutboundProblem extends Error {
  override name = 'OutboundProblem'
  readonly reason: OutboundReason
  /** The URL that failed: the one requested, or one it redirects to. */
  readonly url: string
  /** Redirects followed so far. */
  hops: readonly { status: number; from: string; to: string }[] = []
  /** Status of the response that could not be read or followed; null if there was none. */
  status: number | null = null

  constructor(reason: OutboundReason, url: string, options?: { cause?: unknown; detail?: string }) {
    super(`${OUTBOUND_PROBLEMS[reason]}${options?.detail ? ` ${options.detail}` : ''} (${url})`, {
      cause: options?.cause,
    })
    this.reason = reason
    this.url = url
  }
}
