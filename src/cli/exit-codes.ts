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

/** By name: most of them belong to parts that take long to load, and a command loads only its own. */
const BY_NAME: Record<string, number> = {
  EnvProblem: EXIT.usage,
  [UsageProblem.name]: EXIT.usage,
  CorpusRefused: EXIT.refused,
  NotEmpty: EXIT.refused,
  SiteMissing: EXIT.refused,
  // What Payload refuses, also in the server that owns the data.
  APIError: EXIT.refused,
  ValidationError: EXIT.refused,
  NoBrowser: EXIT.unavailable,
  Locked: EXIT.unavailable,
  [PortTaken.name]: EXIT.unavailable,
  [NotReady.name]: EXIT.unavailable,
  DatabaseUnusable: EXIT.unavailable,
  DiskUnusable: EXIT.unavailable,
}

/** Failures whose message is written for the person who ran the command: no stack is shown. */
const PLAIN = new Set([
  ...Object.keys(BY_NAME),
  'ReleaseFailed',
  'PrintFailed',
  'RenderFailed',
  'MigrationFailed',
])

export const exitCodeOf = (error: { name: string }): number => BY_NAME[error.name] ?? EXIT.failed
export const isPlain = (error: { name: string }): boolean => PLAIN.has(error.name)
