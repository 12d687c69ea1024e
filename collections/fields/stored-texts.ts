import {
  ValidationError,
  type CollectionBeforeOperationHook,
  type CollectionBeforeValidateHook,
  type Field,
  type GlobalBeforeOperationHook,
  type GlobalBeforeValidateHook,
  type Plugin,
} from 'payload'
import { storedTexts } from '#domain/texts.ts'

/** What an error message needs to know about a field. */
interface Known {
  label: string
  type: Field['type']
}

/** Rejects texts with disallowed characters, naming each field and character. */
class UnfitText extends ValidationError {
  constructor(errors: { path: string; label: string; message: string }[]) {
    super({ errors })
    this.name = 'ValidationError'
    this.status = 422
    this.message = errors.map(({ path, label, message }) => `${label} (${path}): ${message}`).join(' ')
  }
}

/** Field types with a single line. */
const LINES = new Set<Field['type']>(['text', 'email'])

/** Fields compared exactly as typed, so they are never normalised. */
const SECRETS = new Set(['password', 'confirm-password', 'token'])

/** The fields of a collection by path, with dots for nesting: `sections.body`. */
function fieldsByPath(fields: readonly Field[], inside = '', found = new Map<string, Known>()) {
  for (const field of fields) {
    const named = 'name' in field && field.name ? `${inside}${field.name}` : null
    if (named !== null)
      found.set(named, {
        label: 'label' in field && typeof field.label === 'string' ? field.label : named,
        type: field.type,
      })
    const within = named === null ? inside : `${named}.`
    if ('fields' in field) fieldsByPath(field.fields, within, found)
    if (field.type === 'tabs')
      for (const tab of field.tabs)
        fieldsByPath(tab.fields, 'name' in tab && tab.name ? `${inside}${tab.name}.` : inside, found)
    if (field.type === 'blocks') for (const block of field.blocks) fieldsByPath(block.fields, within, found)
  }
  return found
}

const isNumber = (part: string): boolean => /^\d+$/.test(part)

/** Converts the texts of documents to their stored form. */
function textsOf(fields: readonly Field[]) {
  const known = fieldsByPath(fields)
  const nameOf = (path: readonly string[]): string => path.filter((part) => !isNumber(part)).join('.')
  /** The innermost named field of a text: nodes inside a rich text have no names. */
  const fieldOf = (path: readonly string[]): { path: string; label: string } => {
    for (let length = path.length; length > 0; length -= 1) {
      const field = known.get(nameOf(path.slice(0, length)))
      if (field) return { path: path.slice(0, length).join('.'), label: field.label }
    }
    return { path: path.join('.'), label: path.join('.') }
  }
  /** @throws {UnfitText} with 422, naming each field and disallowed character. */
  return <T>(data: T): T => {
    const { value, problems } = storedTexts(data, {
      // Row ids come with the rows and are not declared fields.
      isLine: (path) => path.at(-1) === 'id' || LINES.has(known.get(nameOf(path))?.type ?? 'json'),
      leave: (path) => path.length === 1 && SECRETS.has(path[0] ?? ''),
    })
    if (problems.length === 0) return value
    const errors = problems.map(({ path, message }) => ({ ...fieldOf(path), message }))
    throw new UnfitText(errors)
  }
}

type Store = ReturnType<typeof textsOf>

const operation = (store: Store) =>
  (({ args }: { args: { data?: unknown } }): unknown =>
    args.data === undefined ? args : { ...args, data: store(args.data) }) as CollectionBeforeOperationHook &
    GlobalBeforeOperationHook

/** A restored version can bring back text stored under older rules. */
const validation = (store: Store) =>
  (({ data }: { data?: unknown }): unknown => store(data)) as CollectionBeforeValidateHook &
    GlobalBeforeValidateHook

/**
 * Every text that enters a collection or global, in whatever field, is converted to its stored form or
 * rejected: before any other hook sees it, and again if it does not come from a request.
 */
export const keepTexts: Plugin = (config) => ({
  ...config,
  collections: config.collections?.map((collection) => {
    const store = textsOf(collection.fields)
    const { hooks } = collection
    return {
      ...collection,
      hooks: {
        ...hooks,
        beforeOperation: [operation(store), ...(hooks?.beforeOperation ?? [])],
        beforeValidate: [validation(store), ...(hooks?.beforeValidate ?? [])],
      },
    }
  }),
  globals: config.globals?.map((global) => {
    const store = textsOf(global.fields)
    const { hooks } = global
    return {
      ...global,
      hooks: {
        ...hooks,
        beforeOperation: [operation(store), ...(hooks?.beforeOperation ?? [])],
        beforeValidate: [validation(store), ...(hooks?.beforeValidate ?? [])],
      },
    }
  }),
})
