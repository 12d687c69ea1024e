'use client'
import { useConfig } from '@payloadcms/ui'
import { FLAG_KINDS } from '#domain/desk/flags.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { sentence } from '#admin/words.ts'
import { saidInWords } from '../law/law-questions.ts'

/** Where the subject of a flag can be read. */
function subjectOf(
  { about, kind }: WorkflowStatus['flags'][number],
  admin: string,
): { href: string; words: string } {
  if (kind === 'law-change')
    return { href: `${admin}/collections/law-changes/${about}`, words: 'See the law change' }
  if (kind === 'reported') return { href: `${admin}/watch?kind=reported`, words: 'Answer it' }
  return { href: `${admin}/collections/${about}`, words: 'See the record' }
}

/** Final answers to a law change, where others are still open. */
function answered({ lawFlags }: WorkflowStatus, key: string): string {
  const units = lawFlags.find((flag) => flag.key === key)?.units ?? []
  return units
    .map((unit) => (unit.answered ? ` Answered: ${unit.label} (${saidInWords(unit.answered)}).` : ''))
    .join('')
}

interface Props {
  workflow: WorkflowStatus
  flags: WorkflowStatus['flags']
}

/** Why an entry needs a person, each with a link to what it is about. */
export function EntryFlags({ workflow, flags }: Props) {
  const { config } = useConfig()
  const labels = new Map(workflow.claims.map(({ id, label }) => [id, label]))
  return flags.map((flag) => {
    const { key, kind, detail, claims } = flag
    const { href, words } = subjectOf(flag, config.routes.admin)
    return (
      <p key={key} className="desk-notice desk-notice--warning" data-flag={kind}>
        <strong>{FLAG_KINDS[kind]}.</strong> {sentence(detail)}
        {claims.length > 0 ? ` It bears on: ${claims.map((id) => labels.get(id) ?? id).join(', ')}.` : ''}
        {answered(workflow, key)} <a href={href}>{words}</a>
      </p>
    )
  })
}
