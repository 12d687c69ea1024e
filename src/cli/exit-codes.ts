/** Exit codes of commands. */
export const EXIT = {
  /** Success. */
  ok: 0,
  /** Failure; nothing is half done. */
  failed: 1,
  /** Bad arguments or environment. */
  usage: 2,
  /** The input was refused: invalid content, or not allowed in this state. */
  refused: 3,
  /** Something required is missing or taken: a browser, a port, a lock. */
  unavailable: 4,
  /** Success, but a finding needs a person's attention. */
  attention: 5,
} as const

/** The port is taken; says what to do. */
export class PortTaken extends Error {
  override name = 'PortTaken'
}

/** A prerequisite is missing; says which. */
export class NotReady extends Error {
  override name = 'NotReady'
}

/** A bad argument; says why. */
export class UsageProblem extends Error {
  override name = 'UsageProblem'
}

/** By name: most of these classes belong to modules that load slowly, and a command loads only its own. */
const BY_NAME: Record<string, number> = {
  EnvProblem: EXIT.usage,
  NoBackupKey: EXIT.usage,
  [UsageProblem.name]: EXIT.usage,
  CorpusRefused: EXIT.refused,
  NotEmpty: EXIT.refused,
  NothingThere: EXIT.refused,
  PlanChanged: EXIT.refused,
  // What the desk does not allow.
  Refused: EXIT.refused,
  SiteMissing: EXIT.refused,
  // Payload's errors, also when raised in the server that owns the data.
  APIError: EXIT.refused,
  ValidationError: EXIT.refused,
  NoBrowser: EXIT.unavailable,
  Locked: EXIT.unavailable,
  [PortTaken.name]: EXIT.unavailable,
  [NotReady.name]: EXIT.unavailable,
  DatabaseUnusable: EXIT.unavailable,
  DatabaseIsNewer: EXIT.unavailable,
  DiskUnusable: EXIT.unavailable,
  HalfRestored: EXIT.unavailable,
  NeverStill: EXIT.unavailable,
  BackupDamaged: EXIT.failed,
  RestoreFailed: EXIT.failed,
  BackupFailed: EXIT.failed,
  UnknownRows: EXIT.refused,
  WrongKey: EXIT.refused,
  SigningKeyUnusable: EXIT.unavailable,
}

/** Errors whose message is written for the user of the command: shown without a stack. */
const PLAIN = new Set([
  ...Object.keys(BY_NAME),
  'ReleaseFailed',
  'PrintFailed',
  'RenderFailed',
  'MigrationFailed',
])

export const exitCodeOf = (error: { name: string }): number => BY_NAME[error.name] ?? EXIT.failed
export const isPlain = (error: { name: string }): boolean => PLAIN.has(error.name)
