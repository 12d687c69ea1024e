import { APIError, type DatabaseAdapterObj } from 'payload'
import { isPlain } from '#domain/texts.ts'

/** All Payload methods that write the data they are given. */
const WRITES = [
  'create',
  'createGlobal',
  'createGlobalVersion',
  'createVersion',
  'updateGlobal',
  'updateGlobalVersion',
  'updateMany',
  'updateOne',
  'updateVersion',
  'upsert',
] as const

type Write = (args: { data?: unknown; versionData?: unknown }) => Promise<unknown>

/** Maximum nesting depth of written data: deeper values break our code or a driver. */
const DEEPEST = 200

const refused = (message: string): Error => new APIError(message, 422, undefined, true)

/** @throws {APIError} for text a database would return altered, and for values nested too deep. */
function assertWellFormed(data: unknown): void {
  const [problem] = illFormed(data)
  if (problem === undefined) return
  throw refused(
    `${problem || 'The text'} holds half of a character, or a null character: it cannot be stored. Type it again.`,
  )
}

function* illFormed(value: unknown, path = '', depth = 0): Generator<string> {
  if (depth > DEEPEST)
    throw refused(`This is nested more than ${DEEPEST} levels deep: it cannot be stored. Use fewer levels.`)
  if (typeof value === 'string') {
    if (!value.isWellFormed() || value.includes('\u0000')) yield path
  } else if (Array.isArray(value) || isPlain(value))
    for (const [name, member] of Object.entries(value as object)) {
      yield* illFormed(name, path)
      yield* illFormed(member, path === '' ? name : `${path}.${name}`, depth + 1)
    }
}

/**
 * A database replaces lone surrogates, and hashes over such text would never match again. So none is written,
 * however it got here: the last defence, behind those that name field and character.
 */
export const wellFormed = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (args) => {
    const adapter = database.init(args)
    for (const name of WRITES) {
      const write = Reflect.get(adapter, name) as Write
      Object.assign(adapter, {
        [name]: async function (this: unknown, args: Parameters<Write>[0]) {
          assertWellFormed(args.data)
          assertWellFormed(args.versionData)
          return write.call(this, args)
        },
      })
    }
    return adapter
  },
})
