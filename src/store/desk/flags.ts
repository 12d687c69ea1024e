import type { Where } from 'payload'
import { isTrouble, type Flag, type FlagEnd, type FlagKind } from '#domain/desk/flags.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, insertRow, isRow, jsonOf, updateRow, type StoreRequest } from '../rows.ts'
import { askTell } from '../tell.ts'
import { settleLawChange } from './law-changes.ts'

/** Claims that are not a list of texts were altered: the flag then concerns the whole entry. */
const claimsOf = (claims: unknown): string[] =>
  Array.isArray(claims) ? claims.filter((claim) => typeof claim === 'string') : []

export const toFlag = (row: Row): Flag => ({
  key: row.text('key'),
  kind: row.name('kind'),
  entry: row.textOrNull('entry') ?? '',
  about: row.text('about'),
  detail: row.textOrNull('detail') ?? '',
  claims: claimsOf(row.sealedJson<unknown>('claims', () => null)),
  liveN: row.numberOrNull('liveN'),
  at: row.text('at'),
  by: row.text('by'),
  closedAt: row.textOrNull('closedAt'),
  closedBy: row.textOrNull('closedBy'),
  how: row.nameOrNull('how'),
  note: row.textOrNull('note'),
  rung: row.numberOrNull('rung') ?? 0,
})

interface Which {
  entry?: string
  kind?: FlagKind
  about?: string
  /** Flags about a source, and about quotes from it. */
  aboutSource?: string
  /** Only those that wait for a person. */
  open?: boolean
}

const whereOf = ({ entry, kind, about, aboutSource, open }: Which): Where => ({
  and: [
    ...(entry === undefined ? [] : [{ entry: { equals: entry } }]),
    ...(kind === undefined ? [] : [{ kind: { equals: kind } }]),
    ...(about === undefined ? [] : [{ about: { equals: about } }]),
    ...(aboutSource === undefined ? [] : [{ about: { contains: `sources/${aboutSource}` } }]),
    ...(open ? [{ closedAt: { exists: false } }] : []),
  ],
})

/** Flags, oldest first. */
export const readFlags = (req: StoreRequest, which: Which = {}): Promise<Flag[]> =>
  findRows(req, 'flags', toFlag, whereOf(which), 'at')

type Opened = Pick<Flag, 'kind' | 'entry' | 'about' | 'detail' | 'claims' | 'liveN' | 'by'> & { at: Date }

/** The key of a flag that is raised at a moment. */
export const flagKey = ({
  kind,
  entry,
  about,
  at,
}: Pick<Opened, 'kind' | 'entry' | 'about' | 'at'>): string => `${kind} ${entry} ${about} ${at.toISOString()}`

/**
 * Opens a flag unless one of this kind about the same subject has existed since that moment: a dismissed flag is
 * not repeated.
 */
export async function openFlagOnce(req: StoreRequest, flag: Opened): Promise<boolean> {
  if (await isRow(req, 'flags', { key: { equals: flagKey(flag) } })) return false
  await openFlag(req, flag)
  return true
}

export const readFlag = (req: StoreRequest, key: string): Promise<Flag | null> =>
  findRow(req, 'flags', toFlag, { key: { equals: key } })

/** Flags with these keys, oldest first. */
export const readFlagsByKey = (req: StoreRequest, keys: readonly string[]): Promise<Flag[]> =>
  keys.length === 0
    ? Promise.resolve([])
    : findRows(req, 'flags', toFlag, { key: { in: [...new Set(keys)] } }, 'at')

/** Open flags of these kinds, oldest first. */
export const readOpenFlags = (req: StoreRequest, kinds: readonly FlagKind[]): Promise<Flag[]> =>
  findRows(req, 'flags', toFlag, { and: [{ kind: { in: [...kinds] } }, { closedAt: { exists: false } }] }, [
    'at',
    'key',
  ])

/** Records the escalation step reached by a flag. */
export async function noteRung(req: StoreRequest, key: string, rung: number): Promise<void> {
  await updateRow(req, 'flags', { key: { equals: key } }, { rung })
}

/** Opens a flag, and asks for those to be told who look after what it is about. */
export async function openFlag(req: StoreRequest, { at, claims, ...flag }: Opened): Promise<void> {
  const key = flagKey({ ...flag, at })
  if (isTrouble(flag.kind)) await askTell(req, { entry: flag.entry || null, flag: key, by: flag.by, at })
  await insertRow(req, 'flags', {
    ...flag,
    key,
    claims: jsonOf(claims),
    at: at.toISOString(),
    closedAt: null,
    closedBy: null,
    how: null,
    note: null,
    rung: 0,
  })
}

interface Closed {
  how: FlagEnd
  at: Date
  by: string
  /** The reason, if a person dismissed it. */
  note?: string
}

/** Settles one flag, and asks for those to be told no more who were told of it. */
export async function closeFlag(
  req: StoreRequest,
  key: string,
  { how, at, by, note }: Closed,
): Promise<void> {
  const flag = await readFlag(req, key)
  await updateRow(
    req,
    'flags',
    { key: { equals: key } },
    { how, closedAt: at.toISOString(), closedBy: by, note: note ?? null },
  )
  if (flag && isTrouble(flag.kind)) await askTell(req, { entry: flag.entry || null, flag: key, by, at })
  if (flag?.kind === 'law-change')
    await settleLawChange(req, flag.about, await readFlags(req, { about: flag.about }))
}

/** Settles every open flag of an entry, or those of one kind. What readers reported stays until a person answers. */
export async function closeFlags(
  req: StoreRequest,
  entry: string,
  { kind, ...closed }: Closed & { kind?: FlagKind },
): Promise<void> {
  for (const flag of await readFlags(req, { entry, kind, open: true }))
    if (flag.kind !== 'reported') await closeFlag(req, flag.key, closed)
}
