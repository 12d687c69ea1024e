import type { Where } from 'payload'
import type { Flag, FlagEnd, FlagKind } from '#domain/flags.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from './rows.ts'
import { settleLawChange } from './law-changes.ts'

type FlagRow = Omit<Flag, 'claims'> & { claims: string }

const toFlag = (row: FlagRow): Flag => ({
  key: row.key,
  kind: row.kind,
  entry: row.entry,
  about: row.about,
  detail: row.detail,
  claims: JSON.parse(row.claims) as string[],
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
  /** Only those that wait for a person. */
  open?: boolean
}

const whereOf = ({ entry, kind, about, open }: Which): Where => ({
  and: [
    ...(entry === undefined ? [] : [{ entry: { equals: entry } }]),
    ...(kind === undefined ? [] : [{ kind: { equals: kind } }]),
    ...(about === undefined ? [] : [{ about: { equals: about } }]),
    ...(open ? [{ closedAt: { exists: false } }] : []),
  ],
})

/** Flags, oldest first. */
export async function readFlags(req: StoreRequest, which: Which = {}): Promise<Flag[]> {
  return (await findRows<FlagRow>(req, 'flags', whereOf(which), 'at')).map(toFlag)
}

type Opened = Pick<Flag, 'kind' | 'entry' | 'about' | 'detail' | 'claims' | 'liveN' | 'by'> & { at: Date }

export async function openFlag(req: StoreRequest, { at, claims, ...flag }: Opened): Promise<void> {
  await insertRow(req, 'flags', {
    ...flag,
    key: `${flag.kind} ${flag.entry} ${flag.about} ${at.toISOString()}`,
    claims: JSON.stringify(claims),
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
}

/** Settles one flag. */
export async function closeFlag(req: StoreRequest, key: string, { how, at, by }: Closed): Promise<void> {
  const row = await findRow<FlagRow>(req, 'flags', { key: { equals: key } })
  await updateRow(req, 'flags', { key: { equals: key } }, { how, closedAt: at.toISOString(), closedBy: by })
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
