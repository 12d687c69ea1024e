/** One answer of the outside world, with redirects followed. */
export interface Answer {
  /** Status of the last answer. */
  status: number
  /** Address of the last answer. */
  url: string
  headers: Readonly<Record<string, string>>
  /** Every redirect on the way, in order. */
  hops: readonly { status: number; from: string; to: string }[]
  /** Body after decompression, whole; empty for 304. */
  bytes: Uint8Array
}

export interface Asked {
  method?: 'GET' | 'HEAD'
  /** Validators of the last answer: the server may answer 304. */
  etag?: string | null
  lastModified?: string | null
  /** Bytes after decompression from which an answer is refused. */
  maxBytes?: number
  signal?: AbortSignal
}

/** The one way out of this process: guarded, paced and capped. */
export interface Outbound {
  /** @throws {OutboundProblem} where no whole answer came, with the reason. */
  get(url: string, asked?: Asked): Promise<Answer>
  close(): Promise<void>
}
