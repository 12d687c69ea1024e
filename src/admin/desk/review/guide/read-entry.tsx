'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { useEffect, useMemo, useRef } from 'react'
import { screenOf } from '#domain/content/collections.ts'
import { openThreads } from '#domain/desk/threads.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import type { ReviewedKind } from '#domain/keys.ts'
import { EntryOf, type EntryPlace } from '#admin/use-entry.ts'
import { openQuestions } from '#admin/words.ts'
import { EntryFlags } from '../../bar/entry-flags.tsx'
import { useWorkflowStatus } from '../../bar/workflow-status-store.ts'
import { questionsInReview } from '../../law/law-questions.ts'
import { evidenceBeside, useClaimSources } from '../claim-evidence.tsx'
import { ComparisonView, useComparison } from '../comparison.tsx'
import { SharedChanges } from '../shared-changes.tsx'
import { SubmissionDetails } from '../submission-details.tsx'
import type { Opened } from '../receipts.ts'
import { questionsOf, receiptOf } from '../use-receipt.ts'
import { useRead } from './use-read.ts'

/** An edition in review, by its working copy. */
export interface Waiting {
  entry: string
  kind: ReviewedKind
  collection: string
  id: string
  label: string
}

/** The place of an entry that is one of several on a screen. */
function useEntryAt({ collection, id, kind }: Waiting): EntryPlace {
  const { config } = useConfig()
  const { admin, api: root } = config.routes
  return useMemo(
    () => ({
      kind,
      collection,
      id,
      root,
      api: `${root}/${collection}/${encodeURIComponent(id)}`,
      versions: null,
      screen: `${admin}${screenOf(collection, id)}`,
    }),
    [admin, root, collection, id, kind],
  )
}

/** What it takes to approve an edition that was read. */
export type ReadEdition = Opened & { hash: string }

interface Props {
  waiting: Waiting
  /** It was read to its end, and can be approved from here; again with another edition if one was submitted since. */
  onRead: (entry: string, edition: ReadEdition) => void
}

/** One entry of the guide, whole, with its sources beside its claims. */
export function ReadEntry({ waiting, onRead }: Props) {
  const place = useEntryAt(waiting)
  const heading = `read-${waiting.entry.replaceAll('/', '-')}`
  return (
    <EntryOf value={place}>
      <section className="guide-review__entry" data-read-entry={waiting.entry} aria-labelledby={heading}>
        <h2 id={heading}>{waiting.label}</h2>
        <p>
          <Link href={`${place.screen}/review`} prefetch={false}>
            Open it alone
            <span className="desk-sr">: {waiting.label}</span>
          </Link>
          , to ask, to request changes, or to see it as readers will
        </p>
        <Edition waiting={waiting} onRead={onRead} />
      </section>
    </EntryOf>
  )
}

/** Why an entry is decided on its own screen; null if it can be approved from here. */
function whyAlone(workflow: WorkflowStatus): string | null {
  const { can, threads, open } = workflow
  if (open?.state !== 'in-review') return 'It does not wait for a review any more.'
  if (!can.approve.allowed) return can.approve.message
  const asked = openThreads(threads).length
  if (asked > 0) return `${openQuestions(asked)}: it is decided on its own screen.`
  return questionsInReview(workflow).length > 0
    ? 'It is flagged for a law change: it is decided on its own screen.'
    : null
}

function Edition({ waiting, onRead }: Props) {
  const { workflow, failed, refresh } = useWorkflowStatus()
  useEffect(() => void refresh(), [refresh])
  if (failed)
    return (
      <p className="desk-notice desk-notice--error" role="alert">
        {failed}
      </p>
    )
  return workflow ? <Shown key={workflow.open?.hash} {...{ waiting, onRead, workflow }} /> : null
}

function Shown({ waiting, onRead, workflow }: Props & { workflow: WorkflowStatus }) {
  const { open, live } = workflow
  const end = useRef<HTMLParagraphElement>(null)
  const after = open ? String(open.n) : ''
  const seen = `${open?.hash} ${live?.hash}`
  const requested = useComparison('live', after, seen)
  const sources = useClaimSources('live', after, seen)
  const why = whyAlone(workflow)
  const read = useRead(end, requested.comparison !== null && sources.value !== null)
  const { api } = useEntryAt(waiting)
  const hash = open && read && why === null ? open.hash : null
  const questions = JSON.stringify(questionsOf(workflow))
  useEffect(() => {
    if (hash === null) return
    let current = true
    void receiptOf(api, hash, JSON.parse(questions) as number[]).then((opened) => {
      if (current && opened) onRead(waiting.entry, { hash, ...opened })
    })
    return () => {
      current = false
    }
  }, [api, hash, questions, waiting.entry, onRead])
  if (!open) return <p className="desk-quiet">{why}</p>
  // What readers report of the page stands once, above all of its entries.
  const reports = workflow.flags.filter(
    ({ kind, entry, claims }) => kind === 'reported' && entry !== '' && claims.length === 0,
  )
  return (
    <>
      <EntryFlags workflow={workflow} flags={reports} />
      <SubmissionDetails open={open} workflow={workflow} />
      <ComparisonView
        {...requested}
        failed={requested.failed ?? sources.failed}
        whole={!live}
        beside={evidenceBeside(sources.value)}
        same="This edition says exactly what is live. Only its note or its days are new."
      />
      <SharedChanges changes={open.shared} />
      <p
        ref={end}
        className="guide-review__end"
        data-state={why === null ? (read ? 'read' : 'unread') : 'alone'}
      >
        {why ?? (read ? '✓ Read to its end' : 'Not read to its end yet')}
      </p>
    </>
  )
}
