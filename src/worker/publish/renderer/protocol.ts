import type { DocumentFacts } from '#domain/publish/outputs.ts'
import type { Sha256 } from '#domain/hash.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import type { Made } from '#pipelines/release/make-file.ts'

/** What everything is rendered from, beside the snapshot. */
export interface RenderSettings {
  timeZone: string
  /** Address of the site, for what leaves it. */
  publicUrl: string
  /** Hash of the code that renders. */
  code: string
  browser: { path: string; version: string }
}

/** A file that can be made: what an `OutputFile` says of itself. */
export interface Planned {
  path: string
  inputs: Sha256
}

/** What a renderer is asked for, and what it answers. */
export interface RendererCalls {
  /** Begins another snapshot, whose lists follow in pieces. */
  begin: { ask: { settings: RenderSettings; snapshot: Omit<Snapshot, 'entries' | 'changes'> }; answer: null }
  more: { ask: Partial<Pick<Snapshot, 'entries' | 'changes'>>; answer: null }
  documents: { ask: null; answer: Planned[] }
  pages: { ask: [path: string, DocumentFacts][]; answer: Planned[] }
  /** Makes a file of a release. */
  make: { ask: { path: string; target: string }; answer: Made }
  /** Writes the bytes of a file, and nothing else. */
  write: { ask: { path: string; target: string }; answer: DocumentFacts }
  /** Starts another browser, and prints a blank page with it. */
  proveBrowser: { ask: null; answer: null }
  /** Entries of which no page can be made, by the hash of their edition, with what happened. */
  unusable: { ask: null; answer: [hash: string, problem: string][] }
}

export type What = keyof RendererCalls
export type Question = { [W in What]: { id: number; what: W; ask: RendererCalls[W]['ask'] } }[What]
export interface Failure {
  name: string
  message: string
  code?: string
}
export type Answer = { id: number } & ({ answer: RendererCalls[What]['answer'] } | { failed: Failure })
