import type { Sha256 } from '../hash.ts'

/** One file of a release: how to tell whether it changed, and how to make it. */
export interface OutputFile {
  /** Path in the release, without a leading slash: `guides/scotland/index.html`. */
  path: string
  /** Hash of all inputs of the file. Equal inputs give equal bytes. */
  inputs: Sha256
  /** Renders its bytes. Pure for pages; PDFs are rendered by the browser. */
  make(): Uint8Array | Promise<Uint8Array>
}

/** Facts about a PDF, shown on the page that links to it. */
export interface DocumentFacts {
  pages: number
  bytes: number
}
