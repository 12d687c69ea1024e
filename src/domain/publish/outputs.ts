import type { Sha256 } from '../hash.ts'

/** One file of a release: how to know whether it changed, and how to make it. */
export interface OutputFile {
  /** Path in the release, without a leading slash: `guides/scotland/index.html`. */
  path: string
  /** Hash of everything that the file is made of. Equal inputs give equal bytes. */
  inputs: Sha256
  /** Makes its bytes. Pure for pages; a PDF asks the browser. */
  make(): Uint8Array | Promise<Uint8Array>
}

/** What is known of a printed document: told on the page that links to it. */
export interface DocumentFacts {
  pages: number
  bytes: number
}
