import { hashOf, type Sha256 } from '#domain/hash.ts'
import { lastFew } from '#domain/last-few.ts'
import type { Guide } from '#domain/publish/guides.ts'
import type { OutputFile } from '#domain/publish/outputs.ts'
import { fileOf } from '#domain/publish/paths.ts'
import { sliceOf, slicesOf } from '#domain/publish/slices.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { documentsOfGuide, printsOf, type DocumentsOptions, type PrintDocument } from './documents.ts'

/** The inputs of the prints of a guide, in their order, by the hash of all that they are composed of. */
export type PrintPlans = ReadonlyMap<Sha256, readonly Sha256[]>

interface Printing extends DocumentsOptions {
  /** Hash of the code and the browser version: others give other bytes. */
  key: string
  /** Plans that were made before: where a guide and everything else is the same, its prints are not composed. */
  known?: PrintPlans
}

type Print = (document: PrintDocument) => Promise<Uint8Array>

/**
 * The PDFs of a snapshot as release files, and their plans for the next time. What they are composed of is kept for a few
 * guides at once: memory does not grow with their number.
 * @param print makes the PDF of a document.
 */
export function planPrints(
  snapshot: Snapshot,
  { key, known = new Map(), ...options }: Printing,
  print: Print,
): { files: OutputFile[]; plans: PrintPlans } {
  const inputsOf = ({ html, date, variant }: PrintDocument): Sha256 => hashOf({ key, html, date, variant })
  const composed = lastFew((guide: Guide) => documentsOfGuide(sliceOf(snapshot, guide), options))
  const { publicUrl = null, timeZone = null, prints = null, variants = null } = options
  const settings = { key, publicUrl, timeZone, prints, variants }
  const plans = new Map<Sha256, readonly Sha256[]>()
  const files: OutputFile[] = []
  for (const { guide, inputs: slice } of slicesOf(snapshot)) {
    const of = hashOf({ ...settings, slice })
    const addresses = printsOf(guide.place.slug, options)
    const before = known.get(of)
    const plan = before?.length === addresses.length ? before : composed(guide).map(inputsOf)
    plans.set(of, plan)
    for (const [at, path] of addresses.entries())
      files.push({
        path: fileOf(path),
        inputs: plan[at] as Sha256,
        make: () => print(composed(guide)[at] as PrintDocument),
      })
  }
  return { files, plans }
}

/** The PDFs of a snapshot as release files. */
export const pdfFiles = (snapshot: Snapshot, options: Printing, print: Print): OutputFile[] =>
  planPrints(snapshot, options, print).files
