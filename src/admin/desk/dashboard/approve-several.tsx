'use client'
import { Button, Link, useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useRef, useState } from 'react'
import { screenOf, WORKING_COPIES_OF } from '#domain/content/collections.ts'
import type { BoardRow } from '#domain/desk/board.ts'
import { counted } from '#domain/desk/impact.ts'
import { REVIEWED_KINDS, type ReviewedKind } from '#domain/keys.ts'
import { ask, type Refusal } from '#admin/ask.ts'
import { useKeptFocus } from '#admin/use-kept-focus.ts'
import { useSending } from '#admin/use-sending.ts'
import { Refused } from '../actions/refused.tsx'
import { receipts, type Opened } from '../review/receipts.ts'
import { EntryLine } from './rows.tsx'

/** A row with what it takes to approve it from here; null where it must be opened first, or others decide. */
interface Choice {
  row: BoardRow
  approval: ({ kind: ReviewedKind; id: string; hash: string } & Opened) | null
}

interface Outcome {
  kind: ReviewedKind
  id: string
  refused: string | null
}

interface RefusedRow {
  label: string
  href: string
  why: string
}

/** What became of the last request; `run` tells one from the next. */
interface Result {
  run: number
  approved: number
  refused: RefusedRow[]
}

const kindIn = (collection: string): ReviewedKind | undefined =>
  REVIEWED_KINDS.find((kind) => WORKING_COPIES_OF[kind] === collection)

function choiceOf(row: BoardRow, opened: ReadonlyMap<string, Opened>): Choice {
  const kind = row.at ? kindIn(row.at.collection) : undefined
  const mine = opened.get(row.edition ?? '')
  const approval =
    row.others === null && row.at && kind && row.edition && mine
      ? { kind, id: row.at.id, hash: row.edition, ...mine }
      : null
  return { row, approval }
}

/** What was opened in this browser; read again when somebody comes back to the list. */
function useOpened(): ReadonlyMap<string, Opened> {
  const [opened, setOpened] = useState<ReadonlyMap<string, Opened>>(new Map())
  useEffect(() => {
    const look = (): void => setOpened(receipts())
    look()
    window.addEventListener('focus', look)
    window.addEventListener('storage', look)
    return () => {
      window.removeEventListener('focus', look)
      window.removeEventListener('storage', look)
    }
  }, [])
  return opened
}

/** Sends the chosen approvals; what was refused is named, and the rest is approved. */
function useApprovals(choices: readonly Choice[]) {
  const { config } = useConfig()
  const router = useRouter()
  const { send, busy, refusal } = useSending()
  const [result, setResult] = useState<Result | null>(null)
  const approve = async (chosen: readonly Choice[]): Promise<boolean> => {
    const approvals = chosen.flatMap(({ approval }) => approval ?? [])
    const answer = await send(() =>
      ask<{ outcomes: Outcome[] }>(`${config.routes.api}/heads/approve`, { approvals }),
    )
    if (!answer?.ok) return false
    const { outcomes } = answer.value
    const refused = outcomes.flatMap(({ kind, id, refused: why }) => {
      const { row } = choices.find(({ approval }) => approval?.kind === kind && approval.id === id) ?? {}
      const href = row?.at ? `${config.routes.admin}${screenOf(row.at.collection, row.at.id)}/review` : ''
      return why === null ? [] : [{ label: row?.label ?? id, href, why }]
    })
    setResult((last) => ({ run: (last?.run ?? 0) + 1, approved: outcomes.length - refused.length, refused }))
    router.refresh()
    return true
  }
  return { approve, busy, refusal, result }
}

function ResultView({ result: { approved, refused } }: { result: Result }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useKeptFocus(heading, { taking: true })
  return (
    <section
      className="desk-notice several__result"
      id="board-approved"
      aria-labelledby="board-approved-title"
    >
      <h2 id="board-approved-title" ref={heading} tabIndex={-1}>
        {approved > 0 ? `${approved} approved` : 'None approved'}
        {refused.length > 0 ? `, ${refused.length} refused` : ''}
      </h2>
      {refused.length > 0 ? (
        <ul>
          {refused.map(({ label, href, why }) => (
            <li key={href}>
              <Link href={href} prefetch={false}>
                {label}
              </Link>
              : {why}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

const HINT =
  'Open an entry and look at its changes: it can then be approved here, as it was when you opened it. What is submitted again must be opened again.'

/** The last line of the list: how many are chosen, and the button. */
function Send({
  count,
  busy,
  refusal,
  onSend,
}: {
  count: number
  busy: boolean
  refusal: Refusal | null
  onSend: () => void
}) {
  return (
    <div className="several__end">
      <Refused refusal={refusal} />
      <Button id="board-approve" margin={false} disabled={count === 0} onClick={onSend}>
        {busy ? 'One moment…' : count === 0 ? 'Approve' : `Approve ${counted(count, 'edition')}`}
      </Button>
    </div>
  )
}

/** Editions in review: those that this person has opened, in this browser, are approved several at once. */
export function ApproveSeveral({ admin, rows }: { admin: string; rows: readonly BoardRow[] }) {
  const opened = useOpened()
  const choices = rows.map((row) => choiceOf(row, opened))
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const { approve, busy, refusal, result } = useApprovals(choices)
  const chosen = choices.filter(
    ({ row, approval }) => approval !== null && ticked.has(approval.hash + row.entry),
  )
  const tick = (name: string, on: boolean): void =>
    setTicked((all) => new Set(on ? [...all, name] : [...all].filter((each) => each !== name)))
  const send = async (): Promise<void> => {
    if (await approve(chosen)) setTicked(new Set())
  }
  const mine = rows.filter(({ others }) => others === null).length
  return (
    <>
      {result ? <ResultView key={result.run} result={result} /> : null}
      {mine > 0 ? <p className="board__hint">{HINT}</p> : null}
      <ul className="board__rows several">
        {choices.map(({ row, approval }) => {
          const name = `${approval?.hash ?? ''}${row.entry}`
          return (
            <EntryLine
              key={row.entry}
              admin={admin}
              row={row}
              also={row.others === null && approval === null ? 'Not opened yet' : null}
              before={
                row.others === null ? (
                  <label className="several__tick">
                    <input
                      type="checkbox"
                      checked={approval !== null && ticked.has(name)}
                      disabled={approval === null}
                      onChange={({ target }) => tick(name, target.checked)}
                    />
                    <span className="desk-sr">Approve {row.label}</span>
                  </label>
                ) : null
              }
            />
          )
        })}
      </ul>
      {mine > 0 ? (
        <Send count={chosen.length} busy={busy} refusal={refusal} onSend={() => void send()} />
      ) : null}
    </>
  )
}
