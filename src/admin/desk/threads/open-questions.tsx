'use client'
import { openThreads, type ShownThread } from '#domain/desk/threads.ts'
import { counted } from '#admin/words.ts'
import { focusThread } from './focus-thread.ts'

/** Says beside a decision which questions are open. They bar nobody from it. */
export function OpenQuestions({ threads }: { threads: readonly ShownThread[] }) {
  const open = openThreads(threads)
  if (open.length === 0) return null
  return (
    <div className="open-questions" id="review-open-questions">
      <p>
        <strong>{counted(open.length, 'question is', 'questions are')} open.</strong> You may decide all the
        same.
      </p>
      <ul>
        {open.map(({ n, label, turns }) => (
          <li key={n}>
            <button type="button" className="desk-link" onClick={() => focusThread(n)}>
              {label ?? 'The whole'}
            </button>
            , by {turns[0]?.by}
          </li>
        ))}
      </ul>
    </div>
  )
}
