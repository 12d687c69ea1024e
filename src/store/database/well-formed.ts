import { APIError, type DatabaseAdapterObj } from 'payload'
import { isPlain } from '#domain/texts.ts'

/** Everything of Payload's that writes what it is given. */
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

/** Levels of what is written, at most: what is nested further falls over on its way, in us or in a driver. */
const DEEPEST = 200

const refused = (message: string): Error => new APIError(message, 422, undefined, true)

/** @throws {APIError} for text that a database would give back as another, and for what is nested without end. */
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
 * A database gives half of a character back as another, and what was hashed over it then never matches again. So none is
 * written, by whatever way it came: the last of the walls, behind those that name field and character.
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
