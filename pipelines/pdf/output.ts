import { hashOf } from '#domain/hash.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf } from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { documentsOf, type DocumentsOptions, type PrintDocument } from './documents.ts'

interface Printing extends DocumentsOptions {
  /** Hash of the code and the browser version: others give other bytes. */
  key: string
}

/**
 * The PDFs of a snapshot as release files.
 * @param print makes the PDF of a document.
 */
export function pdfFiles(
  snapshot: Snapshot,
  { key, ...options }: Printing,
  print: (document: PrintDocument) => Promise<Uint8Array>,
): OutputFile[] {
  return documentsOf(snapshot, options).map((document) => ({
    path: fileOf(document.path),
    inputs: hashOf({ key, html: document.html, date: document.date, variant: document.variant }),
    make: () => print(document),
  }))
}
