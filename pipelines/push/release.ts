import type { Sha256 } from '#domain/hash.ts'

/** One file of a release as a target gets it. */
export interface PushedFile {
  /** Path in the release: `guides/scotland/index.html`, and with `.br` its brotli form. */
  path: string
  bytes: number
  sha256: Sha256
  /** Media type that this server sends it with. */
  type: string
}

/** A release on this disk, as it is pushed. */
export interface PushedRelease {
  name: string
  sequence: number
  folder: string
  files: readonly PushedFile[]
}

/** What a push may and must do on its way. */
export interface Pushing {
  release: PushedRelease
  /** Called immediately before readers of the target get the release: where it throws, they do not. */
  mayGoOut: () => Promise<void>
  /** Ends the push where it is; the next one goes on from there. */
  signal: AbortSignal
  /** Called after each step that a killed push leaves behind. */
  reached?: (step: PushStep) => void
}

/** Steps of a push, in their order. */
export const PUSH_STEPS = ['begun', 'sending', 'complete', 'current', 'pruned'] as const
export type PushStep = (typeof PUSH_STEPS)[number]

export interface PushReceipt {
  /** Files and bytes sent, rather than found at the target. */
  sentFiles: number
  sentBytes: number
}

/** A release could not be pushed; the message says what is wrong and what to do, and holds nothing secret. */
export class PushFailed extends Error {
  override name = 'PushFailed'
}

/** The target has a later release, or another of the same number. */
const ahead = (there: string, name: string): PushFailed =>
  new PushFailed(
    `It has release ${there}, which does not come before ${name}: a target never goes back. If this installation was restored from a backup, publish until its number is higher; if another one pushes there, give each a target of its own.`,
  )

/** @throws {PushFailed} if a release may not become current at a target. @param there the one that is, or null. */
export function mustFollow(there: string | null, name: string, sequenceOf: (name: string) => number): void {
  if (there !== null && there !== name && sequenceOf(there) >= sequenceOf(name)) throw ahead(there, name)
}

/** Releases that a target keeps, the current one included: readers may be in the midst of an earlier one. */
export const KEPT = 3

/** The releases to remove: all before the current one but the newest of them. @param names of releases there. */
export function outdated(
  names: readonly string[],
  { current, sequenceOf }: { current: string; sequenceOf: (name: string) => number },
): string[] {
  return names
    .filter((name) => sequenceOf(name) < sequenceOf(current))
    .sort((a, b) => sequenceOf(b) - sequenceOf(a))
    .slice(KEPT - 1)
}
