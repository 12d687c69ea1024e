'use client'
import { useConfig } from '@payloadcms/ui'
import { FLAG_KINDS } from '#domain/desk/flags.ts'
import { printDate } from '#domain/dates.ts'
import type { EntryFlag, WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { sentence } from '#admin/words.ts'
import { saidInWords } from '../law/law-questions.ts'
import { NextUnderLawChange } from '../law/next-under-law-change.tsx'

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

/** The flagged claims, each with what the entry cites for it. */
function Flagged({ flagged }: Pick<EntryFlag, 'flagged'>) {
  return (
    <ul className="desk-notice__claims">
      {flagged.map(({ claim, label, provisions, sources }) => (
        <li key={claim ?? ''} data-claim={claim ?? ''}>
          <strong>{label}</strong>
          {provisions.length > 0 ? `: ${provisions.join(', ')}` : ''}
          {sources.map(({ title, url, pinpoint }, index) => (
            <span key={index}>
              {index === 0 ? '. See ' : ', '}
              <a href={url} target="_blank" rel="noopener noreferrer">
                {title}
              </a>
              {pinpoint ? ` (${pinpoint})` : ''}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}

/** A law change: what happens to which provisions, since when, and the claims that it bears on. */
function LawFlag({ flag, workflow }: { flag: EntryFlag; workflow: WorkflowStatus }) {
  const { config } = useConfig()
  const { detail, effectiveOn, provisions, flagged } = flag
  const { href, words } = subjectOf(flag, config.routes.admin)
  return (
    <section
      className="desk-notice desk-notice--warning"
      data-flag={flag.kind}
      aria-label={FLAG_KINDS[flag.kind]}
    >
      <p>
        <strong>{FLAG_KINDS[flag.kind]}.</strong> {sentence(detail)}
        {provisions ? ` It changes ${provisions}.` : ''}
        {effectiveOn ? ` In force from ${printDate(effectiveOn)}.` : ''} It bears on:
      </p>
      <Flagged flagged={flagged} />
      <p>
        {answered(workflow, flag.key)} <a href={href}>{words}</a>
        <NextUnderLawChange workflow={workflow} about={flag.about} />
      </p>
    </section>
  )
}

/** Why an entry needs a person, each with a link to what it is about. */
export function EntryFlags({ workflow, flags }: Props) {
  const { config } = useConfig()
  const isMade = (claim: string): boolean => workflow.claims.some(({ id }) => id === claim)
  return flags.map((flag) => {
    const { key, kind, detail, claims, claimLabels } = flag
    const { href, words } = subjectOf(flag, config.routes.admin)
    if (kind === 'law-change' && flag.flagged.length > 0)
      return <LawFlag key={key} flag={flag} workflow={workflow} />
    return (
      <p key={key} className="desk-notice desk-notice--warning" data-flag={kind}>
        <strong>{FLAG_KINDS[kind]}.</strong> {sentence(detail)}
        {kind !== 'reported' && claims.length > 0 ? ` It bears on: ${claimLabels.join(', ')}.` : ''}
        {kind === 'reported' && claims.some((id) => !isMade(id)) ? ' That is no longer in this entry.' : ''}
        {answered(workflow, key)} <a href={href}>{words}</a>
      </p>
    )
  })
}
