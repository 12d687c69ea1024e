import type { Dispatcher } from 'undici'
import type { LegalDate } from '#domain/dates.ts'

export interface Hop {
  status: number
  from: string
  to: string
}

/** A response, after following redirects. */
export interface Answer {
  /** Status of the final response. */
  status: number
  /** URL of the final response. */
  url: string
  headers: Readonly<Record<string, string>>
  /** Every redirect followed, in order. */
  hops: readonly Hop[]
  /** Body after decompression, whole unless `cut`; empty for 304. */
  bytes: Uint8Array
  /** Whether only the first `take` bytes were read. */
  cut: boolean
  /** Duration from the last request to the end of its response, without waiting for a turn. */
  milliseconds: number
  /** Last day on which the final host's certificate is valid; null without one. */
  certificateEndsOn: LegalDate | null
}

export interface RequestOptions {
  method?: 'GET' | 'HEAD'
  /** Validators of the last response: the server may answer 304. */
  etag?: string | null
  lastModified?: string | null
  /** Size limit in bytes after decompression; larger responses are refused. */
  maxBytes?: number
  /** Maximum bytes read after decompression: a longer response is cut, not refused. */
  take?: number
  /** Asks for the body as it is, without compression. */
  uncompressed?: boolean
  /**
   * A key that the operator of a host gave for it, sent as `X-Api-Key`. The request is made once, over https, to that
   * origin alone: no redirect is followed, and a refusal is not asked again.
   */
  key?: { of: string; value: string }
  signal?: AbortSignal
}

/** The process-wide outbound client: guarded, rate-limited and size-limited. */
export interface Outbound {
  /**
   * @throws {OutboundProblem} if no complete response was received, with the reason.
   * @throws {RangeError} if a key was to be given to another host than its own, or in the open.
   */
  get(url: string, requestOptions?: RequestOptions): Promise<Answer>
  /** For HTTP clients that take a dispatcher: same guard, turns and limits; follows no redirects. */
  readonly dispatcher: Dispatcher
  /** Last day on which the certificate last presented by an origin is valid; null if none was seen. */
  certificateEndsOn(origin: string): LegalDate | null
  close(): Promise<void>
}
