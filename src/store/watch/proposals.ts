import type { Where } from 'payload'
import {
  PROPOSAL_STATES,
  placeProposal,
  type Placed,
  type Proposal,
  type ProposalState,
  type ProposedChange,
  type ProposedLawChange,
} from '#domain/watch/proposals.ts'
import { isDay, isListOf } from '#domain/checks.ts'
import type { Row } from '../row.ts'
import { findRows, insertRow, jsonOf, updateRow, type StoreRequest } from '../rows.ts'

const ROWS = 'law-change-proposals'

const WHAT: Record<ProposedChange, true> = { commencement: true, amendment: true, repeal: true }

const toProposal = (row: Row): Proposal => ({
  key: row.text('key'),
  effect: row.text('effect'),
  instrument: row.text('instrument'),
  what: row.among('what', WHAT),
  title: row.text('title'),
  provisions: row.textOrNull('provisions'),
  by: row.text('by'),
  effectiveOn: row.dayOrNull('effectiveOn'),
  days: row.json('days', isListOf(isDay)),
  url: row.text('url'),
  modified: row.text('modified'),
  at: row.text('at'),
  state: row.among('state', PROPOSAL_STATES),
  decidedAt: row.textOrNull('decidedAt'),
  decidedBy: row.textOrNull('decidedBy'),
  reason: row.textOrNull('reason'),
  lawChange: row.textOrNull('lawChange'),
})

interface Which {
  state?: ProposalState
  instrument?: string
  keys?: readonly string[]
  effects?: readonly string[]
}

const whereOf = ({ state, instrument, keys, effects }: Which): Where => ({
  and: [
    ...(state === undefined ? [] : [{ state: { equals: state } }]),
    ...(instrument === undefined ? [] : [{ instrument: { equals: instrument } }]),
    ...(keys === undefined ? [] : [{ key: { in: [...keys] } }]),
    ...(effects === undefined ? [] : [{ effect: { in: [...effects] } }]),
  ],
})

/** Proposals by commencement, earliest first, those without a date last. */
export async function readProposals(req: StoreRequest, which: Which = {}): Promise<Proposal[]> {
  const proposals = await findRows(req, ROWS, toProposal, whereOf(which), 'key')
  const day = ({ effectiveOn }: Proposal): string => effectiveOn ?? '9999'
  return proposals.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0))
}

const said = ({ days, ...proposed }: ProposedLawChange) => ({ ...proposed, days: jsonOf(days) })

async function write(req: StoreRequest, { as, key, proposed }: Placed, at: Date): Promise<void> {
  if (as === 'new')
    await insertRow(req, ROWS, {
      ...said(proposed),
      key,
      at: at.toISOString(),
      state: 'waiting',
      decidedAt: null,
      decidedBy: null,
      reason: null,
      lawChange: null,
    })
  else
    await updateRow(
      req,
      ROWS,
      { and: [{ key: { equals: key } }, { state: { equals: 'waiting' } }] },
      said(proposed),
    )
}

/** Stores what a register says, each effect once however often it is read. @returns the number of new proposals. */
export async function keepProposals(
  req: StoreRequest,
  proposed: readonly ProposedLawChange[],
  at: Date,
): Promise<number> {
  if (proposed.length === 0) return 0
  const known = Map.groupBy(
    await readProposals(req, { effects: proposed.map(({ effect }) => effect) }),
    ({ effect }) => effect,
  )
  let fresh = 0
  for (const each of proposed) {
    const placed = placeProposal(known.get(each.effect) ?? [], each)
    if (!placed) continue
    await write(req, placed, at)
    if (placed.as === 'new') fresh += 1
    // The same effect may occur twice on one page.
    known.set(each.effect, await readProposals(req, { effects: [each.effect] }))
  }
  return fresh
}

interface Decided {
  state: 'accepted' | 'dismissed'
  at: Date
  by: string
  reason?: string
  lawChange?: string
}

/** Records a decision. @returns false if somebody else decided first. */
export const decideProposal = (
  req: StoreRequest,
  key: string,
  { state, at, by, reason, lawChange }: Decided,
): Promise<boolean> =>
  updateRow(
    req,
    ROWS,
    { and: [{ key: { equals: key } }, { state: { equals: 'waiting' } }] },
    {
      state,
      decidedAt: at.toISOString(),
      decidedBy: by,
      reason: reason ?? null,
      lawChange: lawChange ?? null,
    },
  )
