import {
  executeAccess,
  type FlattenedField,
  type PayloadRequest,
  type SanitizedCollectionConfig,
} from 'payload'

/** What a path is: of an open field, of one that whoever asks may not read, or of none. */
export type Readability = 'open' | 'closed' | 'unknown'

/** Where a path begins: the fields of a collection or global. */
export interface Root {
  fields: readonly FlattenedField[]
  /** Its versions, where it keeps any, are asked for by `version.…` and `parent`. */
  versions: boolean
  /** Name of the collection; null for a global. */
  collection: string | null
}

export const rootOf = (collection: SanitizedCollectionConfig): Root => ({
  fields: collection.flattenedFields,
  versions: Boolean(collection.versions),
  collection: collection.slug,
})

/** Fields that every row has, and those that a version has besides what was kept in it. */
const ROW = new Set(['id', '_id'])
const VERSION = new Set(['createdAt', 'updatedAt', 'latest', 'autosave', 'snapshot', 'publishedLocale'])

/** Both ways to write a path that Payload reads: `source.url`, `source__url`. */
export const segmentsOf = (path: string): string[] => path.replaceAll('__', '.').split('.')

/** Collections to which a field leads. */
function targetsOf(field: FlattenedField): readonly string[] {
  if (field.type === 'join') return [field.collection].flat()
  return 'relationTo' in field ? [field.relationTo].flat() : []
}

const isRelation = (field: FlattenedField): boolean =>
  field.type === 'relationship' || field.type === 'upload' || field.type === 'join'

/** Fields inside a field; null where there are none, as inside JSON. */
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
 * Whether all of a collection is open to whoever asks. Where a part of it is, its fields are closed to paths from
 * elsewhere: an order or a count would tell of the rest.
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

/** How a path stands to whoever asks, however many relationships it follows. */
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
  // What stands inside JSON or rich text has no fields of its own.
  if (inside === null) return field.type === 'json' || field.type === 'richText' ? 'open' : 'unknown'
  return readabilityOf(req, { fields: inside, versions: false, collection: null }, rest)
}
