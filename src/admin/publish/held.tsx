import { ago, type BoardSite } from '#domain/desk/board.ts'
import { ResumePublishing } from './resume.tsx'
import { RollBack } from './roll-back.tsx'

interface Props {
  held: NonNullable<BoardSite['held']>
  now: Date
  /** Whether this person may resume publishing. */
  administers: boolean
}

/** Readers have an earlier release on purpose: everybody at the desk must know. */
export function PublishingHeld({ held, now, administers }: Props) {
  return (
    <section className="board__alarm" role="alert" aria-labelledby="board-held">
      <h2 id="board-held">Publishing is held at release {held.sequence}</h2>
      <p>
        {held.by} rolled back {ago(held.at, now)}: {held.reason}
      </p>
      <p>
        What goes live stays here until publishing is resumed. Withdrawals, corrections, urgent changes and
        safety fixes reach readers all the same.
        {administers ? '' : ' An administrator resumes publishing.'}
      </p>
      {administers && (
        <div className="board__verbs">
          <ResumePublishing seen={held.n} />
          <RollBack held />
        </div>
      )}
    </section>
  )
}
