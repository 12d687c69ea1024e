import type { Readable } from 'node:stream'
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'
import { OutboundProblem } from './problem.ts'

type Unpacker = ReturnType<typeof createGunzip | typeof createBrotliDecompress | typeof createZstdDecompress>

/** Codings that are asked for. */
export const CODINGS = 'gzip, deflate, br, zstd'

/** Bytes that one step may unpack at most, so that a bomb is noticed early. */
const CHUNK = { chunkSize: 16_384 }

function unpacker(coding: string, first: Uint8Array): Unpacker | null {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(CHUNK)
    case 'deflate':
      // Some servers send it bare, without the header of zlib (RFC 1950: 8 in the low half of the first byte).
      return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate(CHUNK) : createInflateRaw(CHUNK)
    case 'br':
      return createBrotliDecompress(CHUNK)
    case 'zstd':
      return createZstdDecompress(CHUNK)
    default:
      return null
  }
}

export interface Limits {
  /** Bytes after unpacking from which the answer is refused. */
  maxBytes: number
  /** Bytes after unpacking that are kept; what is longer is cut. */
  take: number
}

/** Unpacks what comes until it ends, or until enough is there. The parts come one by one: never more than a step is held. */
async function* unpacked(body: Readable, coding: string, url: string): AsyncGenerator<Buffer> {
  const parts = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const first = await parts.next()
  if (first.done) return
  const through = unpacker(coding, first.value)
  if (!through) throw new OutboundProblem('encoding', url, { detail: `“${coding.slice(0, 40)}”` })
  body.on('error', (error) => through.destroy(error))
  through.write(first.value)
  body.pipe(through)
  yield* through as AsyncIterable<Buffer>
}

/**
 * The body of an answer, unpacked.
 * @throws {OutboundProblem} `encoding` where it cannot be unpacked, `too-big` where it is larger than may be.
 */
export async function unpack(
  body: Readable,
  encoding: string | undefined,
  url: string,
  { maxBytes, take }: Limits,
): Promise<{ bytes: Uint8Array; cut: boolean }> {
  const coding = (encoding ?? 'identity').trim().toLowerCase()
  const plain = coding === '' || coding === 'identity'
  const parts: Buffer[] = []
  let size = 0
  for await (const part of plain ? (body as AsyncIterable<Buffer>) : unpacked(body, coding, url)) {
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
