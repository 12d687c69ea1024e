import type { LegalDate } from '#domain/dates.ts'
import type { DocumentFacts } from '#domain/publish/outputs.ts'

/** Ids that Chromium gives to structure elements: they continue counting from one print to the next. */
const STRUCTURE_ID = /\(node(\d{8})\)/g
const DATE = /\/(CreationDate|ModDate) \(D:\d{14}(\+00'00')?\)/g
const CREATOR = /\/Creator \((?:[^()\\]|\\.)*\)/

/**
 * Removes from a PDF what differs between two prints of one document: times, the browser's counters, and its
 * Creator string. Every replacement keeps its length, so that no offset moves.
 * @param date the document's date.
 */
export function normalisePdf(bytes: Uint8Array, date: LegalDate): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const ids = [...new Set([...text.matchAll(STRUCTURE_ID)].map((match) => match[1] ?? ''))].sort()
  const renumbered = new Map(ids.map((id, index) => [id, String(index + 1).padStart(8, '0')]))
  const stamp = `${date.replaceAll('-', '')}000000`
  const fixed = text
    .replace(STRUCTURE_ID, (_whole, id: string) => `(node${renumbered.get(id)})`)
    .replace(DATE, (_whole, name: string, zone: string | undefined) => `/${name} (D:${stamp}${zone ?? ''})`)
    .replace(
      CREATOR,
      (whole) => `/Creator (Recourse${' '.repeat(Math.max(0, whole.length - '/Creator (Recourse)'.length))})`,
    )
  if (fixed.length !== text.length)
    throw new Error('Normalising a PDF changed its length: its cross-references would be wrong.')
  return new Uint8Array(Buffer.from(fixed, 'latin1'))
}

/** The facts about a PDF shown by pages that link to it. */
export function pdfFacts(bytes: Uint8Array): DocumentFacts {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const counts = [
    ...text.matchAll(/\/Type \/Pages[^>]*?\/Count (\d+)|\/Count (\d+)[^>]*?\/Type \/Pages/g),
  ].map((match) => Number(match[1] ?? match[2]))
  return { pages: Math.max(0, ...counts), bytes: bytes.byteLength }
}
