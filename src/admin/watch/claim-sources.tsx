'use client'
import { useConfig, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { ClaimReports } from '../desk/bar/claim-reports.tsx'
import { useWorkflowStatus } from '../desk/bar/workflow-status-store.ts'
import { ClaimThreads } from '#admin/desk/threads/claim-threads.tsx'
import { useTroubles } from '#admin/watch/use-troubles.ts'
import { askForSource } from '../content/cite/asked-claim.ts'
import { useColumn } from '../content/fields/form-rows.ts'

interface Props {
  /** Id of the claim; the array's name where each of its rows is a claim. */
  claim: string
  path: string
}

/** What a reviewer asked to change in a claim. */
function ClaimNotes({ claim }: { claim: string }) {
  const { workflow } = useWorkflowStatus()
  const open = workflow?.open?.state === 'changes-requested' ? workflow.open : null
  const notes = open?.notes.filter((note) => note.claim === claim) ?? []
  return notes.map(({ text, by }) => (
    <p key={text} className="claim-note" data-note={claim}>
      <strong>{by} asks:</strong> {text}
    </p>
  ))
}

/**
 * How many different sources support a field's claim, counted in the current form, which of them have problems,
 * what readers report of it, what a reviewer asked to change in it, and what colleagues ask about it.
 */
export function ClaimSources({ claim, path }: Props) {
  const row = /^(steps|sections)\.(\d+)\./.exec(path)
  const rowKey = useFormFields(([fields]) =>
    row ? (fields[`${row[1]}.${row[2]}.key`]?.value as string | undefined) : undefined,
  )
  const supports = useColumn('citations', 'supports')
  const sources = useColumn('citations', 'source')
  const { lastUpdateTime } = useDocumentInfo()
  const { config } = useConfig()
  const id = row ? `${row[1]}.${rowKey ?? ''}` : claim
  const troubles = useTroubles(id, lastUpdateTime)
  const behind = new Set(
    sources
      .filter(
        (source, index) =>
          source && Array.isArray(supports[index]) && (supports[index] as string[]).includes(id),
      )
      .map(String),
  )
  const none = behind.size === 0
  return (
    <>
      <a
        href="#field-citations"
        className={`claim-sources${none ? ' claim-sources--none' : ''}`}
        data-claim={id}
        data-sources={behind.size}
        title="Cite a source for it"
        onClick={(event) => {
          event.preventDefault()
          askForSource(id, event.currentTarget)
        }}
      >
        <span aria-hidden="true">{none ? '○' : '●'}</span>
        {none ? 'No source yet' : behind.size === 1 ? '1 source' : `${behind.size} sources`}
      </a>
      {troubles
        .filter(({ source }) => behind.has(source.id))
        .map(({ source, what }) => (
          <a
            key={`${source.id} ${what}`}
            className="claim-sources claim-sources--trouble"
            href={`${config.routes.admin}/collections/sources/${source.id}#watch`}
            data-trouble={source.id}
          >
            <span aria-hidden="true">▲</span>
            {what}: {source.title}
          </a>
        ))}
      <ClaimReports claim={id} />
      <ClaimNotes claim={id} />
      <ClaimThreads claim={id} edition={null} />
    </>
  )
}
