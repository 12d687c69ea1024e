import { textOf } from '#domain/values.ts'

/** The database is unusable: says what is wrong and what to do, for the operator. */
export class DatabaseUnusable extends Error {
  override name = 'DatabaseUnusable'
}

/** Faults of a database or its disk, recognized by name, code or words in a driver error. */
const FAULTS: readonly [code: RegExp, words: (file: string, disk: string) => string][] = [
  [
    /SQLITE_(NOTADB|CORRUPT)/,
    (file) => `The database ${file} is damaged or is no database. Restore it from a backup, or move it away.`,
  ],
  [
    /SQLITE_READONLY|EROFS/,
    (file) =>
      `The database ${file} cannot be written to. Give this account the right to write to it and its folder.`,
  ],
  [
    /SQLITE_CANTOPEN|EACCES|EPERM/,
    (file) =>
      `The database ${file} cannot be opened. Give this account the right to read and write it and its folder.`,
  ],
  [
    /SQLITE_FULL|ENOSPC|EDQUOT/,
    (_file, disk) => `${disk} is full. Nothing was saved: make room, then try again.`,
  ],
  [/SQLITE_IOERR|EIO/, (_file, disk) => `${disk} fails. Look at it before anything else is saved.`],
  [
    // A commit failed on another thread, and a later call on the same connection has cleared its error code.
    /^SqliteError .*\bnot an error$/m,
    (_file, disk) => `${disk} is full, or it fails. Nothing was saved: make room, then try again.`,
  ],
  [/SQLITE_BUSY/, () => 'Another program is writing to the database. Stop it, then try again.'],
  [
    /^Mongo.*UnknownTransactionCommitResult/m,
    () =>
      'The database went away while this was being saved, and nobody knows whether it was. Look at it again before you repeat it.',
  ],
  [
    /^Mongo.*(AuthenticationFailed|Authentication failed|bad auth)/m,
    () => 'MongoDB lets this account not in. Correct user and password in DATABASE_URL.',
  ],
  [
    /^Mongo.*(not authorized on|requires authentication)/m,
    (file) => `The account in DATABASE_URL may not read and write the database ${file}. Give it readWrite.`,
  ],
  [/^MongoParseError/m, () => 'DATABASE_URL is no address of a MongoDB. Correct it.'],
  [
    /^Mongo(ose)?(ServerSelection|Network|NotConnected|TopologyClosed|Pool)\w*Error|^Mongo.*(NotWritablePrimary|PrimarySteppedDown|ShutdownInProgress|InterruptedAtShutdown)|^Error EPIPE .*socket has been ended|\bquery(Srv|Txt) E[A-Z]+/m,
    (file) =>
      `The database ${file} does not answer, and nothing was saved. Try again in a minute. If that does not help, whoever runs this server must start MongoDB, or correct DATABASE_URL.`,
  ],
]

/** Error details drivers provide. */
interface Driven {
  code?: unknown
  codeName?: unknown
  errorLabels?: unknown
}

/** Name, code, labels and message of an error and of all its causes. */
function traceOf(error: unknown): string {
  const told: string[] = []
  for (let at = error; at instanceof Error && told.length < 8; at = at.cause) {
    const { code, codeName, errorLabels } = at as Driven
    const labels = Array.isArray(errorLabels) ? errorLabels.map(textOf) : []
    told.push([at.name, textOf(code), textOf(codeName), ...labels, at.message].join(' '))
  }
  return told.join('\n')
}

/**
 * What is wrong with the database itself, if it caused an error; null for any other error.
 * @param file how the operator knows the database, if that is known here.
 */
export function databaseProblem(error: unknown, file?: string): DatabaseUnusable | null {
  if (error instanceof DatabaseUnusable) return error
  const trace = traceOf(error)
  const fault = FAULTS.find(([code]) => code.test(trace))
  if (!fault) return null
  const disk = `The disk ${file === undefined ? 'of the database' : `that holds ${file}`}`
  return new DatabaseUnusable(fault[1](file ?? 'of this installation', disk), { cause: error })
}

/** Whether a row was refused because it references one that does not exist. MongoDB doesn't check. */
export const namesNothing = (error: unknown): boolean => /FOREIGN KEY constraint failed/.test(traceOf(error))
