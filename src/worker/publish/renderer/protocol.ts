import type { DocumentFacts } from '#domain/publish/outputs.ts'
import type { WantedPrints } from '#domain/publish/paths.ts'
import type { Sha256 } from '#domain/hash.ts'
import type { Change } from '#domain/publish/changes.ts'
import type { LiveEntry, Snapshot } from '#domain/publish/snapshot.ts'
import type { Unreleased } from '#pipelines/gate/check.ts'
import type { Finding } from '#pipelines/gate/finding.ts'
import type { Made } from '#pipelines/release/make-file.ts'

/** What is rendered from, besides the snapshot. */
export interface RenderSettings {
  timeZone: string
  /** Public URL of the site, for feeds and mails. */
  publicUrl: string
  /** Hash of the rendering code. */
  code: string
  browser: { path: string; version: string }
  /** The prints that are made of each guide. */
  prints: WantedPrints
  /** Folder of the release that readers see, if there is one. Its prints name pages that often still hold. */
  lastRelease?: string
  /** File with the plans of the last prints, which are not composed again where nothing changed. */
  plans?: { file: string; read: boolean }
}

/** A file that can be made: the serializable part of an `OutputFile`. */
export interface Planned {
  path: string
  inputs: Sha256
}

/**
 * An item of a list by its hash, with the item where the renderer was not handed it for the snapshot before.
 */
export type Listed<T> = [hash: Sha256, item?: T]

/** The calls of a renderer, with arguments and answers. */
export interface RendererCalls {
  /** Starts a new snapshot, whose lists follow in batches. */
  begin: { ask: { settings: RenderSettings; snapshot: Omit<Snapshot, 'entries' | 'changes'> }; answer: null }
  more: { ask: { entries?: Listed<LiveEntry>[]; changes?: Listed<Change>[] }; answer: null }
  documents: { ask: null; answer: Planned[] }
  pages: { ask: [path: string, DocumentFacts][]; answer: Planned[] }
  /** Pages at addresses that had one in an earlier release. */
  former: { ask: readonly string[]; answer: Planned[] }
  /** Makes a file of a release. */
  make: { ask: { path: string; target: string }; answer: Made }
  /** Writes only the bytes of a file. */
  write: { ask: { path: string; target: string }; answer: DocumentFacts }
  /** Checks a release before readers get it. */
  inspect: { ask: Unreleased; answer: Finding[] }
  /** Keeps the plans of the prints for the next publication. */
  keepPlans: { ask: null; answer: null }
  /** Starts another browser and prints a blank page with it. */
  proveBrowser: { ask: null; answer: null }
  /** Entries that can't be rendered: edition hash and error message. */
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
