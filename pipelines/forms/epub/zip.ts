import { zipSync, type Zippable } from 'fflate'

/** The earliest day of the format, which keeps local time: the same bytes in every time zone. */
const noDay = (): Date => new Date(1980, 0, 1)

const encoder = new TextEncoder()

/**
 * An EPUB container (OCF 3.3, § 4.3): the media type first and uncompressed, the files in the order given.
 * Equal files give equal bytes.
 */
export function container(files: readonly (readonly [path: string, text: string])[]): Uint8Array {
  const entries: Zippable = { mimetype: [encoder.encode('application/epub+zip'), { level: 0 }] }
  for (const [path, text] of files) entries[path] = [encoder.encode(text), { level: 6 }]
  return zipSync(entries, { mtime: noDay() })
}
