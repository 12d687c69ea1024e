import type { Where } from 'payload'
import type { Flag, FlagEnd, FlagKind } from '#domain/desk/flags.ts'
import { findRow, findRows, insertRow, jsonOf, updateRow, type StoreRequest } from '../rows.ts'
import { settleLawChange } from './law-changes.ts'

type FlagRow = Omit<Flag, 'claims'> & { claims: string }

/** Claims that are no JSON were altered: the flag then is of the whole entry. */
function claimsOf(text: string): string[] {
  try {
    const claims: unknown = JSON.parse(text)
    return Array.isArray(claims) ? claims.filter((claim) => typeof claim === 'string') : []
  } catch {
    return []
  }
}

const toFlag = (row: FlagRow): Flag => ({
  key: row.key,
  kind: row.kind,
  entry: row.entry,
  about: row.about,
  detail: row.detail,
  claims: claimsOf(row.claims),
  liveN: row.liveN ?? null,
  at: row.at,
  by: row.by,
  closedAt: row.closedAt ?? null,
  closedBy: row.closedBy ?? null,
  how: row.how ?? null,
  note: row.note ?? null,
  rung: row.rung ?? 0,
})

interface Which {
  entry?: string
  kind?: FlagKind
  about?: string
  /** Everything about a source, and about words of it. */
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
export async function readFlags(req: StoreRequest, which: Which = {}): Promise<Flag[]> {
  return (await findRows<FlagRow>(req, 'flags', whereOf(which), 'at')).map(toFlag)
}

type Opened = Pick<Flag, 'kind' | 'entry' | 'about' | 'detail' | 'claims' | 'liveN' | 'by'> & { at: Date }

const flagKey = ({ kind, entry, about, at }: Pick<Opened, 'kind' | 'entry' | 'about' | 'at'>): string =>
  `${kind} ${entry} ${about} ${at.toISOString()}`

/** Opens a flag unless there was one of this kind about it since that moment: what was dismissed is not said again. */
export async function openFlagOnce(req: StoreRequest, flag: Opened): Promise<boolean> {
  if (await findRow(req, 'flags', { key: { equals: flagKey(flag) } })) return false
  await openFlag(req, flag)
  return true
}

export async function readFlag(req: StoreRequest, key: string): Promise<Flag | null> {
  const row = await findRow<FlagRow>(req, 'flags', { key: { equals: key } })
  return row ? toFlag(row) : null
}

/** Open flags of these kinds, oldest first. */
export const readOpenFlags = async (req: StoreRequest, kinds: readonly FlagKind[]): Promise<Flag[]> =>
  (
    await findRows<FlagRow>(
      req,
      'flags',
      { and: [{ kind: { in: [...kinds] } }, { closedAt: { exists: false } }] },
      ['at', 'key'],
    )
  ).map(toFlag)

/** Notes how far the escalation of a flag has climbed. */
export async function noteRung(req: StoreRequest, key: string, rung: number): Promise<void> {
  await updateRow(req, 'flags', { key: { equals: key } }, { rung })
}

export async function openFlag(req: StoreRequest, { at, claims, ...flag }: Opened): Promise<void> {
  await insertRow(req, 'flags', {
    ...flag,
    key: flagKey({ ...flag, at }),
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
  /** Why, where a person dismissed it. */
  note?: string
}

/** Settles one flag. */
export async function closeFlag(
  req: StoreRequest,
  key: string,
  { how, at, by, note }: Closed,
): Promise<void> {
  const row = await findRow<FlagRow>(req, 'flags', { key: { equals: key } })
  await updateRow(
    req,
    'flags',
    { key: { equals: key } },
    { how, closedAt: at.toISOString(), closedBy: by, note: note ?? null },
  )
  if (row?.kind === 'law-change')
    await settleLawChange(req, row.about, await readFlags(req, { about: row.about }))
}

/** Settles every open flag of an entry, or those of one kind. */
export async function closeFlags(
  req: StoreRequest,
  entry: string,
  { kind, ...closed }: Closed & { kind?: FlagKind },
): Promise<void> {
  for (const flag of await readFlags(req, { entry, kind, open: true })) await closeFlag(req, flag.key, closed)
}
