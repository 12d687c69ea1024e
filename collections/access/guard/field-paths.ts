import {
  executeAccess,
  type FlattenedField,
  type PayloadRequest,
  type SanitizedCollectionConfig,
} from 'payload'

/** Whether a path names a field the user may read, one they may not, or none. */
export type Readability = 'open' | 'closed' | 'unknown'

/** The start of a path: the fields of a collection or global. */
export interface Root {
  fields: readonly FlattenedField[]
  /** Its versions, if it keeps any, are queried through `version.…` and `parent`. */
  versions: boolean
  /** Name of the collection; null for a global. */
  collection: string | null
}

export const rootOf = (collection: SanitizedCollectionConfig): Root => ({
  fields: collection.flattenedFields,
  versions: Boolean(collection.versions),
  collection: collection.slug,
})

/** Fields that every row has, and the extra fields of a version. */
const ROW = new Set(['id', '_id'])
const VERSION = new Set(['createdAt', 'updatedAt', 'latest', 'autosave', 'snapshot', 'publishedLocale'])

/** Splits a path in either notation that Payload accepts: `source.url`, `source__url`. */
export const segmentsOf = (path: string): string[] => path.replaceAll('__', '.').split('.')

/** Collections that a field refers to. */
function targetsOf(field: FlattenedField): readonly string[] {
  if (field.type === 'join') return [field.collection].flat()
  return 'relationTo' in field ? [field.relationTo].flat() : []
}

const isRelation = (field: FlattenedField): boolean =>
  field.type === 'relationship' || field.type === 'upload' || field.type === 'join'

/** Fields nested in a field; null if there are none, as in JSON. */
function insideOf(field: FlattenedField): readonly FlattenedField[] | null {
  if (field.type === 'blocks')
    return field.blocks.flatMap(
      (block) => (block as { flattenedFields?: FlattenedField[] }).flattenedFields ?? [],
    )
  return 'flattenedFields' in field ? field.flattenedFields : null
}

async function mayRead(req: PayloadRequest, field: FlattenedField): Promise<boolean> {
  if ((field as { hidden?: boolean }).hidden) return false
  const read = (field as { access?: { read?: (args: unknown) => unknown } }).access?.read
  return read === undefined || Boolean(await read({ req }))
}

/**
 * Whether the user may read a whole collection. If only part of it is readable, its fields are closed to paths
 * from elsewhere: sorting or counting would reveal the rest.
 */
async function isOpen(req: PayloadRequest, slug: string): Promise<boolean> {
  const config = req.payload.collections[slug as 'users']?.config
  return (
    config !== undefined && (await executeAccess({ req, disableErrors: true }, config.access.read)) === true
  )
}

async function beyond(
  req: PayloadRequest,
  field: FlattenedField,
  rest: readonly string[],
): Promise<Readability> {
  const targets = targetsOf(field)
  const [next = '', ...more] = rest
  if (next === 'relationTo') return more.length === 0 ? 'open' : 'unknown'
  if (next === 'value') return more.length === 0 ? 'open' : beyond(req, field, more)
  if (ROW.has(next) && more.length === 0) return 'open'
  const found = await Promise.all(
    targets.map(async (slug): Promise<Readability> => {
      if (!(await isOpen(req, slug))) return 'closed'
      return readabilityOf(req, rootOf(req.payload.collections[slug as 'users'].config), rest)
    }),
  )
  return found.includes('closed') ? 'closed' : (found.find((each) => each === 'open') ?? 'unknown')
}

/** The readability of a path for the user, across any number of relationships. */
export async function readabilityOf(
  req: PayloadRequest,
  root: Root,
  segments: readonly string[],
): Promise<Readability> {
  const [head = '', ...rest] = segments
  const field = root.fields.find((each) => each.name === head)
  if (!field) {
    if (rest.length === 0 && (ROW.has(head) || (root.versions && VERSION.has(head)))) return 'open'
    if (!root.versions) return 'unknown'
    if (head === 'version')
      return rest.length === 0 ? 'unknown' : readabilityOf(req, { ...root, versions: false }, rest)
    if (head === 'parent' && root.collection !== null)
      return rest.length === 0 || (ROW.has(rest[0] ?? '') && rest.length === 1)
        ? 'open'
        : readabilityOf(req, { ...root, versions: false }, rest)
    return 'unknown'
  }
  if (!(await mayRead(req, field))) return 'closed'
  if (rest.length === 0) return 'open'
  if (isRelation(field)) return beyond(req, field, rest)
  const inside = insideOf(field)
  // Content inside JSON or rich text has no fields of its own.
  if (inside === null) return field.type === 'json' || field.type === 'richText' ? 'open' : 'unknown'
  return readabilityOf(req, { fields: inside, versions: false, collection: null }, rest)
}
