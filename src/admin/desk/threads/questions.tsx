'use client'
import { useEffect } from 'react'
import { openThreads, type ShownThread } from '#domain/desk/threads.ts'
import { counted, openQuestions } from '#admin/words.ts'
import { AskButton } from './ask-button.tsx'
import { focusThread } from './focus-thread.ts'
import { ThreadView } from './thread-view.tsx'

/** What the address says to whoever comes from the bell or from a mail. */
const HASH = '#questions'

/** Leads to the first open question, once the screen has loaded. */
function useQuestionsInHash(threads: readonly ShownThread[]): void {
  const first = (threads.find(({ open }) => open) ?? threads[0])?.n ?? null
  useEffect(() => {
    if (window.location.hash !== HASH || first === null) return
    window.history.replaceState(null, '', window.location.pathname + window.location.search)
    setTimeout(() => focusThread(first), 600)
  }, [first])
}

interface Props {
  /** All threads of the entry. */
  all: readonly ShownThread[]
  /** Whether a thread stands beside its claim on this screen, and not here. */
  isBeside: (thread: ShownThread) => boolean
  /** Hash of the edition that is looked at; null for the working copy. */
  edition: string | null
  /** Moves to a claim on this screen; left out where its threads are in view anyway. */
  onGo?: (claim: string) => void
}

/** Open questions that stand beside their claims, by claim. */
function Elsewhere({ threads, onGo }: { threads: readonly ShownThread[]; onGo: (claim: string) => void }) {
  const byClaim = Map.groupBy(openThreads(threads), ({ claim }) => claim ?? '')
  if (byClaim.size === 0) return null
  return (
    <ul>
      {[...byClaim].map(([claim, here]) => (
        <li key={claim}>
          <button type="button" className="desk-link" onClick={() => onGo(claim)}>
            {here[0]?.label ?? claim}
          </button>
          : {openQuestions(here.length)}
        </li>
      ))}
    </ul>
  )
}

/** Questions and remarks of the entry that stand nowhere else on the screen, and a way to ask. */
export function Questions({ all, isBeside, edition, onGo }: Props) {
  useQuestionsInHash(all)
  const here = all.filter((thread) => !isBeside(thread))
  const open = openThreads(all).length
  return (
    <section className="questions" id="questions" aria-labelledby="questions-title">
      <h2 id="questions-title">Questions and remarks{open > 0 ? `: ${counted(open, 'open one')}` : ''}</h2>
      {onGo ? <Elsewhere threads={all.filter(isBeside)} onGo={onGo} /> : null}
      {here.map((thread) => (
        <ThreadView key={thread.n} thread={thread} named />
      ))}
      <AskButton claim={null} label="The whole" edition={edition} />
    </section>
  )
}
