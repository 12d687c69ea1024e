import { EnvProblem } from '#lib/env.ts'
import { NoBrowser } from '#lib/browser.ts'
import { Locked } from '#lib/lock.ts'
import { DatabaseUnusable } from '#store/database/problem.ts'
import { SiteMissing } from '#store/structure.ts'
import { CorpusRefused } from './corpus-files.ts'
import { NotEmpty } from './load-corpus.ts'

/** What the exit code of a command says. */
export const EXIT = {
  /** It did what it was asked. */
  ok: 0,
  /** It failed; nothing is half done. */
  failed: 1,
  /** It was asked in a way that it does not understand, or its environment is wrong. */
  usage: 2,
  /** What it was given is refused: bad content, or not in this state. */
  refused: 3,
  /** Something that it needs is missing or taken: a browser, a port, a lock. */
  unavailable: 4,
  /** It did what it was asked, and what it found needs a person. */
  attention: 5,
} as const

/** Port that is taken, and what to do. */
export class PortTaken extends Error {
  override name = 'PortTaken'
}

/** Something that must be done first, in words. */
export class NotReady extends Error {
  override name = 'NotReady'
}

/** A bad argument, in words. */
export class UsageProblem extends Error {
  override name = 'UsageProblem'
}

const BY_NAME: Record<string, number> = {
  [EnvProblem.name]: EXIT.usage,
  [UsageProblem.name]: EXIT.usage,
  [CorpusRefused.name]: EXIT.refused,
  [NotEmpty.name]: EXIT.refused,
  [SiteMissing.name]: EXIT.refused,
  // What Payload refuses, also in the server that owns the data.
  APIError: EXIT.refused,
  ValidationError: EXIT.refused,
  [NoBrowser.name]: EXIT.unavailable,
  [Locked.name]: EXIT.unavailable,
  [PortTaken.name]: EXIT.unavailable,
  [NotReady.name]: EXIT.unavailable,
  [DatabaseUnusable.name]: EXIT.unavailable,
}

/** Failures whose message is written for the person who ran the command: no stack is shown. */
const PLAIN = new Set([
  ...Object.keys(BY_NAME),
  'ReleaseFailed',
  'PrintFailed',
  'RenderFailed',
  'MigrationFailed',
  'NoTransactions',
])

export const exitCodeOf = (error: { name: string }): number => BY_NAME[error.name] ?? EXIT.failed
export const isPlain = (error: { name: string }): boolean => PLAIN.has(error.name)
