import type { DocumentFacts } from '#domain/publish/outputs.ts'

/** The facts about a print shown by pages that link to it: its metadata counts its pages. */
export function pdfFacts(bytes: Uint8Array): DocumentFacts {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return { pages: Number(/<xmpTPg:NPages>(\d+)</.exec(text)?.[1] ?? 0), bytes: bytes.byteLength }
}
