import { Readable } from 'node:stream'
import { createBrotliDecompress, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib'
import { gzipHeader } from './gzip-header.ts'
import { OutboundProblem } from './problem.ts'

type Unpacker = ReturnType<typeof createInflate | typeof createBrotliDecompress | typeof createZstdDecompress>

/** Accepted content codings. */
export const CODINGS = 'gzip, deflate, br, zstd'

/** Maximum bytes decompressed per step, so that a bomb is noticed early. */
const CHUNK = { chunkSize: 16_384 }

/** Bytes within which the compressed data must begin: a file name may precede it. */
const LONGEST_HEADER = 65_536

/** Maximum number of nested codings of a response. */
const MOST_CODINGS = 5

type Coding = 'gzip' | 'deflate' | 'br' | 'zstd'
const KNOWN: ReadonlyMap<string, Coding> = new Map([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'br'],
  ['zstd', 'zstd'],
])

/**
 * The codings of a `Content-Encoding`, in the order applied. Unknown ones (`none`, `utf-8`) are ignored, as in
 * browsers, which show the bytes as they are.
 */
export const codingsOf = (value: string | readonly string[] | undefined): Coding[] =>
  [value ?? '']
    .flat()
    .join(',')
    .split(',')
    .flatMap((coding) => KNOWN.get(coding.trim().toLowerCase()) ?? [])

/**
 * A decompressor for a response, chosen by its first bytes; null if these are not enough to tell.
 * @throws {OutboundProblem} `encoding`
 */
function unpacker(
  coding: Coding,
  first: Uint8Array,
  url: string,
): { through: Unpacker; skips: number } | null {
  switch (coding) {
    case 'gzip': {
      // Browsers ignore anything after the content, and some servers omit the checksum.
      const skips = gzipHeader(first)
      if (skips === 'none') throw new OutboundProblem('encoding', url, { detail: 'It is no gzip.' })
      return skips === 'more' ? null : { through: createInflateRaw(CHUNK), skips }
    }
    case 'deflate':
      return first.length < 2
        ? null
        : { through: hasZlibHeader(first) ? createInflate(CHUNK) : createInflateRaw(CHUNK), skips: 0 }
    case 'br':
      return { through: createBrotliDecompress(CHUNK), skips: 0 }
    case 'zstd':
      return { through: createZstdDecompress(CHUNK), skips: 0 }
  }
}

/** Some servers send raw deflate, without the zlib header (RFC 1950, 2.2). */
const hasZlibHeader = ([method = 0, flags = 0]: Uint8Array): boolean =>
  (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0

export interface Limits {
  /** Size limit in bytes after decompression; larger responses are refused. */
  maxBytes: number
  /** Maximum bytes kept after decompression; the rest is cut. */
  take: number
}

/** The first part, which was inspected, followed by the rest. */
async function* again(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/**
 * Decompresses until the end, or until the consumer stops. Parts are yielded one by one, so only one step is in
 * memory.
 */
async function* unpacked(body: AsyncIterable<Buffer>, coding: Coding, url: string): AsyncGenerator<Buffer> {
  const parts = body[Symbol.asyncIterator]()
  let first = Buffer.alloc(0)
  let begun: ReturnType<typeof unpacker> = null
  while (!begun) {
    const next = await parts.next()
    if (next.done && first.length === 0) return
    if (next.done || first.length > LONGEST_HEADER) throw new OutboundProblem('encoding', url)
    first = Buffer.concat([first, next.value])
    begun = unpacker(coding, first, url)
  }
  const { through, skips } = begun
  const source = Readable.from(again(first.subarray(skips), parts))
  source.on('error', (error) => through.destroy(error)).pipe(through)
  try {
    yield* through as AsyncIterable<Buffer>
  } finally {
    source.destroy()
    through.destroy()
  }
}

/** The same with a size limit: doubly compressed data may expand in between. */
async function* capped(parts: AsyncIterable<Buffer>, maxBytes: number, url: string): AsyncGenerator<Buffer> {
  let size = 0
  for await (const part of parts) {
    yield part
    size += part.length
    if (size > maxBytes) throw new OutboundProblem('too-big', url, { detail: `More than ${maxBytes} bytes.` })
  }
}

/**
 * Decompresses the body of a response.
 * @throws {OutboundProblem} `encoding` if it can't be decompressed, `too-big` if it exceeds the limit.
 */
export async function unpack(
  body: Readable,
  encoding: string | readonly string[] | undefined,
  url: string,
  { maxBytes, take }: Limits,
): Promise<{ bytes: Uint8Array; cut: boolean }> {
  const codings = codingsOf(encoding)
  if (codings.length > MOST_CODINGS)
    throw new OutboundProblem('encoding', url, { detail: `More than ${MOST_CODINGS} codings.` })
  const content = codings
    .toReversed()
    .reduce<AsyncIterable<Buffer>>(
      (packed, coding, depth) => unpacked(depth === 0 ? packed : capped(packed, maxBytes, url), coding, url),
      body as AsyncIterable<Buffer>,
    )
  const parts: Buffer[] = []
  let size = 0
  for await (const part of content) {
    const rest = take - size
    size += part.length
    if (part.length > rest) {
      parts.push(part.subarray(0, rest))
      return { bytes: Buffer.concat(parts), cut: true }
    }
    if (size > maxBytes) throw new OutboundProblem('too-big', url, { detail: `More than ${maxBytes} bytes.` })
    parts.push(part)
  }
  return { bytes: Buffer.concat(parts), cut: false }
}
