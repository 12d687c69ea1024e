'use client'
import { Gutter, Pill, useAuth } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { CHANGE_KINDS, type ChangeKind } from '#domain/content/editions.ts'
import {
  EDITION_STATES,
  type EditionState,
  type EntryHistory,
  type WorkflowStatus,
} from '#domain/desk/workflow-status.ts'
import { ask } from '#admin/ask.ts'
import type { Values } from '../actions/actions.ts'
import { useActionDrawer } from '../actions/use-action-drawer.tsx'
import { DeskBar, useGoToField } from '../bar/desk-bar.tsx'
import { Progress } from '../bar/progress.tsx'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { ComparisonView, useComparison } from '../review/comparison.tsx'
import { EntryStepNav } from '../review/step-nav.tsx'
import { labelOf, valueFields } from '../save/three-way.ts'
import { useEntry, useEntryFields, type EntryPlace } from '#admin/use-entry.ts'
import { printDay, printInstant } from '#admin/words.ts'
import { eventWords, fieldList, grouped, type HistoryEvent, type Known } from './event-words.ts'

const STYLES = {
  'in-review': 'warning',
  'changes-requested': 'warning',
  approved: 'success',
  live: 'success',
  superseded: 'light',
  withdrawn: 'dark',
  replaced: 'light',
} as const satisfies Record<EditionState, string>

/** The entry's history, its editions, and the differences between any two of them. */
export function HistoryView() {
  const entry = useEntry()
  const { workflow, failed } = useWorkflowStatus()
  const [history, setHistory] = useState<EntryHistory | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const api = entry?.api
  // A change of the entry's status is a change of its history.
  const seen = workflow
    ? [
        workflow.revision,
        workflow.state,
        workflow.open?.hash,
        workflow.live?.hash,
        workflow.live?.verifiedOn,
        workflow.lawFlags.length,
        workflow.changes[0]?.note,
      ].join(' ')
    : ''
  useEffect(() => {
    if (!api || !seen) return
    let current = true
    void ask<EntryHistory>(`${api}/desk/history`).then((answer) => {
      if (!current) return
      if (answer.ok) setHistory(answer.value)
      setProblem(answer.ok ? null : answer.refusal.message)
    })
    return () => {
      current = false
    }
  }, [api, seen])
  return (
    <main className="desk-view" id="history-view">
      <EntryStepNav view="History" />
      <Gutter className="desk-view__bar">
        <DeskBar />
      </Gutter>
      <Gutter className="desk-view__body">
        <Progress />
        {problem ? (
          <p className="desk-notice desk-notice--error" role="alert">
            {problem}
          </p>
        ) : null}
        {entry && workflow && history ? (
          <History entry={entry} workflow={workflow} history={history} />
        ) : failed || problem ? null : (
          <p className="desk-quiet">One moment…</p>
        )}
      </Gutter>
    </main>
  )
}

/** Names needed to describe events. */
function useKnown(workflow: WorkflowStatus, history: EntryHistory): Known {
  const fields = useEntryFields()
  return {
    labels: new Map([
      ...valueFields(fields).map((field): [string, string] => [field.name, labelOf(field)]),
      ...workflow.claims.map(({ id, label }): [string, string] => [id, label]),
    ]),
    editions: new Map(history.editions.map(({ hash, n }) => [hash, n])),
    structure: workflow.structure,
  }
}

interface Props {
  entry: EntryPlace
  workflow: WorkflowStatus
  history: EntryHistory
}

function History({ entry, workflow, history }: Props) {
  const known = useKnown(workflow, history)
  const { user } = useAuth()
  const go = useGoToField()
  const { open, drawer } = useActionDrawer({ onGo: go })
  const newest = history.editions[0]
  const [sides, setSides] = useState<{ before: string; after: string }>({
    before: workflow.live ? 'live' : String(newest?.n ?? 'working'),
    after: workflow.open ? 'open' : 'working',
  })
  const reviews = ((user as { roles?: string[] } | null)?.roles ?? []).includes('reviewer')
  const correct = (values: Values): void => open('correct-note', () => values)
  const compare = (before: string, after: string): void => {
    setSides({ before, after })
    document.getElementById('history-compare')?.scrollIntoView({ block: 'start' })
    document.getElementById('compare-before')?.focus({ preventScroll: true })
  }
  return (
    <div className="desk-history">
      <div className="desk-history__main">
        <Editions entry={entry} editions={history.editions} onCompare={compare} />
        {history.editions.length > 0 ? (
          <Compare workflow={workflow} history={history} sides={sides} onSides={setSides} />
        ) : null}
        {workflow.changes.length > 0 ? (
          <Changes changes={workflow.changes} onCorrect={reviews ? correct : null} />
        ) : null}
      </div>
      <section aria-labelledby="history-events" className="desk-history__events">
        <h2 id="history-events">What happened</h2>
        <ol className="desk-events">
          {grouped(history.events).map((group) => (
            <EventRow key={group[0]?.n} group={group} known={known} />
          ))}
        </ol>
      </section>
      {drawer}
    </div>
  )
}

interface EditionsProps {
  entry: EntryPlace
  editions: EntryHistory['editions']
  onCompare: (before: string, after: string) => void
}

const Editions = ({ entry, editions, onCompare }: EditionsProps) => (
  <section aria-labelledby="history-editions">
    <h2 id="history-editions">Editions</h2>
    {editions.length === 0 ? (
      <p className="desk-quiet">
        None yet. An edition is made when the entry is submitted for review, and is kept for ever.
      </p>
    ) : (
      <ul className="desk-editions">
        {editions.map((edition) => (
          <EditionRow
            key={edition.hash}
            edition={edition}
            entry={entry}
            before={editions.find(({ n }) => n === edition.n - 1)?.n ?? null}
            onCompare={onCompare}
          />
        ))}
      </ul>
    )}
  </section>
)

interface ChangesProps {
  changes: WorkflowStatus['changes']
  /** Opens the form that corrects a note; null for those who may not. */
  onCorrect: ((values: Values) => void) | null
}

const Changes = ({ changes, onCorrect }: ChangesProps) => (
  <section aria-labelledby="history-changes">
    <h2 id="history-changes">In the public record</h2>
    <ul className="desk-changes">
      {changes.map(({ seq, kind, note, at }) => (
        <li key={seq} data-change={seq}>
          <span className="desk-changes__name">
            Change {seq} · {CHANGE_KINDS[kind as ChangeKind] ?? kind} · {printInstant(at)}
          </span>
          <span className="desk-quote">{note ?? 'Without a note.'}</span>
          {onCorrect ? (
            <button
              type="button"
              className="desk-link"
              onClick={() => onCorrect({ seq: String(seq), note: note ?? '' })}
            >
              Correct the note<span className="desk-sr"> of change {seq}</span>
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  </section>
)

interface EditionRowProps {
  edition: EntryHistory['editions'][number]
  entry: EntryPlace
  before: number | null
  onCompare: (before: string, after: string) => void
}

function EditionRow({ edition, entry, before, onCompare }: EditionRowProps) {
  const { n, state, by, at, submission, revision } = edition
  return (
    <li data-edition={n} data-state={state}>
      <div className="desk-editions__head">
        <h3>Edition {n}</h3>
        <Pill size="small" pillStyle={STYLES[state]}>
          {EDITION_STATES[state]}
        </Pill>
        <span className="desk-quiet">
          {by}, {printInstant(at)} · revision {revision}
          {submission.effectiveOn ? ` · takes force on ${printDay(submission.effectiveOn)}` : ''}
        </span>
      </div>
      {submission.changeNote ? <p className="desk-quote">{submission.changeNote}</p> : null}
      <div className="desk-editions__actions">
        {before === null ? null : (
          <button type="button" className="desk-link" onClick={() => onCompare(String(before), String(n))}>
            Compare with edition {before}
            <span className="desk-sr"> (edition {n})</span>
          </button>
        )}
        <a
          href={`${entry.root}/preview/entry/${entry.kind}/${entry.id}/${n}/`}
          target="_blank"
          rel="noopener"
        >
          Preview page<span className="desk-sr"> of edition {n} (new tab)</span>
        </a>
        <a href={`${entry.screen}?edition=${n}`}>
          Load into the form<span className="desk-sr"> (edition {n})</span>
        </a>
      </div>
    </li>
  )
}

interface CompareProps extends Omit<Props, 'entry'> {
  sides: { before: string; after: string }
  onSides: (sides: { before: string; after: string }) => void
}

function Compare({ workflow, history, sides, onSides }: CompareProps) {
  const requested = useComparison(
    sides.before,
    sides.after,
    `${workflow.revision} ${workflow.open?.hash} ${workflow.live?.hash}`,
  )
  const options = [
    ...(workflow.live ? [['live', `Live (edition ${workflow.live.n})`] as const] : []),
    ...(workflow.open ? [['open', `In review (edition ${workflow.open.n})`] as const] : []),
    ['working', `Saved now (revision ${workflow.revision})`] as const,
    ...history.editions.map(({ n, at }) => [String(n), `Edition ${n}, ${printInstant(at)}`] as const),
  ]
  return (
    <section aria-labelledby="history-compare">
      <h2 id="history-compare">Compare</h2>
      <div className="desk-compare">
        {(['before', 'after'] as const).map((side) => (
          <label key={side} htmlFor={`compare-${side}`}>
            {side === 'before' ? 'From' : 'To'}
            <select
              id={`compare-${side}`}
              value={sides[side]}
              onChange={(event) => onSides({ ...sides, [side]: event.target.value })}
            >
              {options.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <ComparisonView {...requested} same="These two say the same." />
    </section>
  )
}

function EventRow({ group, known }: { group: HistoryEvent[]; known: Known }) {
  const newest = group[0]
  const oldest = group.at(-1)
  if (!newest || !oldest) return null
  const { what, said } =
    group.length === 1
      ? eventWords(newest, known)
      : {
          what: `saved revisions ${oldest.revision} to ${newest.revision}: ${fieldList(
            group.flatMap(({ details }) =>
              Array.isArray(details.changed) ? (details.changed as string[]) : [],
            ),
            known.labels,
          )}`,
          said: [],
        }
  return (
    <li data-action={newest.action}>
      <p>
        <strong>{newest.actor.name}</strong> {what}
      </p>
      {said.map(({ label, words }) => (
        <p key={`${label} ${words}`} className="desk-events__said">
          {label ? `${label}: ` : ''}
          <span className="desk-quote">{words}</span>
        </p>
      ))}
      <time dateTime={newest.at} className="desk-quiet">
        {printInstant(newest.at)}
      </time>
    </li>
  )
}
