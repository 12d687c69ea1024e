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

/** What is known of a field for those who sent something to it. */
interface Known {
  label: string
  type: Field['type']
}

/** Texts with characters that cannot be kept: for each its field, and the character. */
class UnfitText extends ValidationError {
  constructor(errors: { path: string; label: string; message: string }[]) {
    super({ errors })
    this.name = 'ValidationError'
    this.status = 422
    this.message = errors.map(({ path, label, message }) => `${label} (${path}): ${message}`).join(' ')
  }
}

/** Kinds of fields that are one line. */
const LINES = new Set<Field['type']>(['text', 'email'])

/** No words: what is typed there is what is compared. */
const SECRETS = new Set(['password', 'confirm-password', 'token'])

/** The fields of a collection by their names, those inside others with dots: `sections.body`. */
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

/** Texts of documents, in the form in which they are kept. */
function textsOf(fields: readonly Field[]) {
  const known = fieldsByPath(fields)
  const nameOf = (path: readonly string[]): string => path.filter((part) => !isNumber(part)).join('.')
  /** The innermost field that a text stands in: what is inside of a rich text has no name of its own. */
  const fieldOf = (path: readonly string[]): { path: string; label: string } => {
    for (let length = path.length; length > 0; length -= 1) {
      const field = known.get(nameOf(path.slice(0, length)))
      if (field) return { path: path.slice(0, length).join('.'), label: field.label }
    }
    return { path: path.join('.'), label: path.join('.') }
  }
  /** @throws {UnfitText} with 422, naming each field and character that cannot be kept. */
  return <T>(data: T): T => {
    const { value, problems } = storedTexts(data, {
      // Ids of rows come with the rows, and are no field that was declared.
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

/** What was stored by older rules comes back by a restored version. */
const validation = (store: Store) =>
  (({ data }: { data?: unknown }): unknown => store(data)) as CollectionBeforeValidateHook &
    GlobalBeforeValidateHook

/**
 * Every text that enters a collection or global is well-formed and in one form, or refused, whatever field it is in:
 * before any hook sees it, and again where it does not come from a request.
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
