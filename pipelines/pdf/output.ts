import { hashOf } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf } from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { documentsOf, type PrintDocument } from './documents.ts'

interface Printing {
  /** Hash of the code and the browser version: others give other bytes. */
  key: string
  /** Address of the site, to which prints lead back. */
  publicUrl?: string
}

/**
 * The PDFs of a snapshot as release files.
 * @param print makes the PDF of a document.
 */
export function pdfFiles(
  snapshot: Snapshot,
  { key, publicUrl }: Printing,
  print: (document: PrintDocument) => Promise<Uint8Array>,
): OutputFile[] {
  return documentsOf(snapshot, publicUrl).map((document) => ({
    path: fileOf(document.path),
    inputs: hashOf({ key, html: document.html, date: document.date }),
    make: () => print(document),
  }))
}
