'use client'
import { useConfig } from '@payloadcms/ui'
import { FLAG_KINDS } from '#domain/desk/flags.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { sentence } from '#admin/words.ts'
import { saidInWords } from '../law/law-questions.ts'

/** Where the subject of a flag can be read. */
function flagHref(about: string, kind: WorkflowStatus['flags'][number]['kind'], admin: string): string {
  return kind === 'law-change' ? `${admin}/law-changes/${about}` : `${admin}/${about}`
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
  const collections = `${config.routes.admin}/collections`
  const labels = new Map(workflow.claims.map(({ id, label }) => [id, label]))
  return flags.map(({ key, kind, about, detail, claims }) => (
    <p key={key} className="desk-notice desk-notice--warning" data-flag={kind}>
      <strong>{FLAG_KINDS[kind]}.</strong> {sentence(detail)}
      {claims.length > 0 ? ` It bears on: ${claims.map((id) => labels.get(id) ?? id).join(', ')}.` : ''}
      {answered(workflow, key)}{' '}
      <a href={flagHref(about, kind, collections)}>
        {kind === 'law-change' ? 'See the law change' : 'See the record'}
      </a>
    </p>
  ))
}
