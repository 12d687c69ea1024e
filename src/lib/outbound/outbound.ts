import type { Dispatcher } from 'undici'
import type { LegalDate } from '#domain/dates.ts'

export interface Hop {
  status: number
  from: string
  to: string
}

/** One answer of the outside world, with redirects followed. */
export interface Answer {
  /** Status of the last answer. */
  status: number
  /** Address of the last answer. */
  url: string
  headers: Readonly<Record<string, string>>
  /** Every redirect on the way, in order. */
  hops: readonly Hop[]
  /** Body after decompression, whole unless `cut`; empty for 304. */
  bytes: Uint8Array
  /** True where only the first `take` bytes were read. */
  cut: boolean
  /** From the last question to the end of its answer, without the wait for its turn. */
  milliseconds: number
  /** Last day on which the certificate of the last host is good; null without one. */
  certificateEndsOn: LegalDate | null
}

export interface RequestOptions {
  method?: 'GET' | 'HEAD'
  /** Validators of the last answer: the server may answer 304. */
  etag?: string | null
  lastModified?: string | null
  /** Bytes after decompression from which an answer is refused. */
  maxBytes?: number
  /** Bytes after decompression that are read and no more: a longer answer is cut, not refused. */
  take?: number
  signal?: AbortSignal
}

/** The one way out of this process: guarded, paced and capped. */
export interface Outbound {
  /** @throws {OutboundProblem} where no whole answer came, with the reason. */
  get(url: string, requestOptions?: RequestOptions): Promise<Answer>
  /** For HTTP clients that take a dispatcher: the same guard, turns and limits; it follows no redirects. */
  readonly dispatcher: Dispatcher
  /** Last day on which the certificate is good that an origin showed last; null where none was seen. */
  certificateEndsOn(origin: string): LegalDate | null
  close(): Promise<void>
}
