import {
  QueryError,
  type CollectionBeforeOperationHook,
  type GlobalBeforeOperationHook,
  type PayloadRequest,
} from 'payload'
import { isRecord } from '#domain/checks.ts'
import { rootOf, segmentsOf, readabilityOf, type Root } from './field-paths.ts'

/** The parts of a query that name fields, of the collection itself or across relationships. */
export interface Query {
  where?: unknown
  sort?: unknown
  select?: unknown
  populate?: unknown
  joins?: unknown
  /** The field whose distinct values are requested. */
  field?: unknown
}

/** Maximum conditions per request; nobody types that many. */
const MOST = 300
const DEEPEST = 12

const OPERATORS = new Set([
  'equals',
  'contains',
  'not_equals',
  'in',
  'all',
  'not_in',
  'exists',
  'greater_than',
  'greater_than_equal',
  'less_than',
  'less_than_equal',
  'like',
  'not_like',
  'within',
  'intersects',
  'near',
])

const refuse = (path: string): never => {
  throw new QueryError([{ path }])
}

/** Checks every field that a request's query names. */
class Reader {
  readonly #req: PayloadRequest
  #conditions = 0

  constructor(req: PayloadRequest) {
    this.#req = req
  }

  async #open(root: Root, path: string): Promise<void> {
    if ((await readabilityOf(this.#req, root, segmentsOf(path))) !== 'open') refuse(path)
  }

  async where(root: Root, where: unknown, depth = 0): Promise<void> {
    if (where === undefined || where === null) return
    if (!isRecord(where) || depth > DEEPEST) return refuse('where')
    for (const [name, value] of Object.entries(where)) {
      this.#conditions += 1
      if (this.#conditions > MOST) refuse('where')
      if (/^(?:and|or)$/i.test(name)) {
        // A single alternative may come without a list.
        for (const part of Array.isArray(value)
          ? value
          : isRecord(value)
            ? Object.values(value)
            : refuse(name))
          await this.where(root, part, depth + 1)
      } else await this.#condition(root, name, value, depth)
    }
  }

  async #condition(root: Root, path: string, value: unknown, depth: number): Promise<void> {
    await this.#open(root, path)
    if (!isRecord(value)) return refuse(path)
    for (const [operator, wanted] of Object.entries(value)) {
      if (!OPERATORS.has(operator)) refuse(`${path}.${operator}`)
      // A condition on a related record: treated as if the path continued.
      for (const inner of [wanted].flat().filter(isRecord)) await this.#nested(root, path, inner, depth + 1)
    }
  }

  async #nested(root: Root, path: string, inner: Record<string, unknown>, depth: number): Promise<void> {
    if (depth > DEEPEST) refuse(path)
    for (const [name, value] of Object.entries(inner))
      if (/^(?:and|or)$/i.test(name))
        for (const part of [value].flat().filter(isRecord)) await this.#nested(root, path, part, depth + 1)
      else if (!['relationTo', 'value'].includes(name) || isRecord(value))
        await this.#condition(root, `${path}.${name}`, value, depth)
  }

  async sort(root: Root, sort: unknown): Promise<void> {
    for (const each of [sort ?? []].flat()) {
      if (typeof each !== 'string') return refuse('sort')
      for (const path of each.split(',').map((name) => name.trim().replace(/^-/, '')))
        if (path !== '') await this.#open(root, path)
    }
  }

  /** The selected fields. Unknown names select nothing. */
  async select(root: Root, select: unknown, at: readonly string[] = []): Promise<void> {
    if (select === undefined || select === null) return
    if (!isRecord(select) || at.length > DEEPEST) return refuse([...at, 'select'].join('.'))
    for (const [name, value] of Object.entries(select)) {
      const path = [...at, ...segmentsOf(name)]
      if ((await readabilityOf(this.#req, root, path)) === 'closed') refuse(path.join('.'))
      if (isRecord(value)) await this.select(root, value, path)
    }
  }

  async populate(populate: unknown): Promise<void> {
    if (populate === undefined || populate === null) return
    if (!isRecord(populate)) return refuse('populate')
    for (const [slug, select] of Object.entries(populate)) {
      const { collections } = this.#req.payload
      if (!Object.hasOwn(collections, slug)) return refuse(`populate.${slug}`)
      const { config } = collections[slug as 'users']
      if (isRecord(select)) await this.select(rootOf(config), select)
    }
  }

  async joins(root: Root, joins: unknown): Promise<void> {
    if (!isRecord(joins)) return
    for (const [path, asked] of Object.entries(joins)) {
      await this.#open(root, path)
      const field = root.fields.find((each) => each.name === path)
      if (field?.type !== 'join') return refuse(path)
      if (!isRecord(asked)) continue
      for (const slug of [field.collection].flat()) {
        const target = rootOf(this.#req.payload.collections[slug].config)
        await this.where(target, asked.where)
        await this.sort(target, asked.sort)
      }
    }
  }
}

/**
 * Rejects queries by fields the user may not read: sorting or filtering by a field reveals its values.
 * @throws {QueryError} naming the path.
 */
export async function refuseClosed(req: PayloadRequest, root: Root, query: Query): Promise<void> {
  const reader = new Reader(req)
  await reader.where(root, query.where)
  await reader.sort(root, query.sort)
  await reader.sort(root, query.field)
  await reader.select(root, query.select)
  await reader.populate(query.populate)
  await reader.joins(root, query.joins)
}

export const openFieldsOnly: CollectionBeforeOperationHook = async ({
  args,
  collection,
  overrideAccess,
  req,
}) => {
  if (!overrideAccess) await refuseClosed(req, rootOf(collection), args as Query)
}

export const openGlobalFieldsOnly: GlobalBeforeOperationHook = async ({
  args,
  global,
  overrideAccess,
  req,
}) => {
  if (!overrideAccess)
    await refuseClosed(
      req,
      { fields: global.flattenedFields, versions: Boolean(global.versions), collection: null },
      args as Query,
    )
}
