'use client'
import { CHANGE_KINDS } from '#domain/content/editions.ts'
import { waits, whenLive } from '#domain/desk/when-live.ts'
import type { ShownEdition, WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { printDate, type LegalDate } from '#domain/dates.ts'
import { listed, printInstant } from '#admin/words.ts'

/** When an edition goes live, or that it only waits to be approved. */
const goesLiveInWords = (open: ShownEdition, today: LegalDate): string =>
  waits(open, today) ? whenLive(open, today) : 'as soon as it is approved'

export function SubmissionDetails({ open, workflow }: { open: ShownEdition; workflow: WorkflowStatus }) {
  const { submission, submitted, approved, checkedOn } = open
  const rows: [string, string | null][] = [
    ['Submitted', `${submitted.by}, ${printInstant(submitted.at)}`],
    ['Saved by', listed(open.savedBy)],
    ['Approved', approved && `${approved.by}, ${printInstant(approved.at)}`],
    ['Kind', workflow.everLive ? CHANGE_KINDS[submission.changeKind] : 'First edition'],
    ['Corrects', submission.corrects === null ? null : `Change ${submission.corrects}`],
    ['Sources checked on', !workflow.structure && checkedOn ? printDate(checkedOn) : null],
    ['Takes force on', submission.effectiveOn && printDate(submission.effectiveOn)],
    ['Goes live', goesLiveInWords(open, workflow.today)],
  ]
  return (
    <div role="group" className="desk-card" aria-label="Submission">
      {submission.changeNote ? <p className="desk-card__note">{submission.changeNote}</p> : null}
      <dl>
        {rows.map(([name, words]) =>
          words ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {open.state === 'changes-requested' && open.notes.length > 0 ? (
        <>
          <h2>Changes requested</h2>
          <ul>
            {open.notes.map(({ label, text, by }) => (
              <li key={`${label ?? ''} ${text}`}>
                {label ?? 'The whole entry'}: <span className="desk-quote">{text}</span> ({by})
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}
