'use client'
import { toast, useConfig } from '@payloadcms/ui'
import { useCallback, useState } from 'react'
import { ask, type Refusal } from '#admin/ask.ts'
import { counted } from '#admin/words.ts'

/** User actions of the watch. Each reports its result, and whether it succeeded. */
export interface WatchActions {
  busy: boolean
  /** Why the last action failed. */
  refusal: Refusal | null
  check(sources: readonly string[]): Promise<boolean>
  move(sources: readonly { id: string; to: string }[]): Promise<boolean>
  dismiss(flags: readonly string[], reason: string): Promise<boolean>
  /** Settles a reader's report; a text for the reader is mailed. */
  answer(flag: string, said: { found: string; answer: string }): Promise<boolean>
}

export function useWatchActions(): WatchActions {
  const { config } = useConfig()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { api } = config.routes
  const act = useCallback(
    async (path: string, body: object, done: string): Promise<boolean> => {
      setBusy(true)
      const answer = await ask(`${api}/${path}`, body)
      setBusy(false)
      setRefusal(answer.ok ? null : answer.refusal)
      if (answer.ok) toast.success(done)
      return answer.ok
    },
    [api],
  )
  return {
    busy,
    refusal,
    check: (sources) =>
      act(
        'sources/check',
        { sources: [...new Set(sources)] },
        `${counted(new Set(sources).size, 'source is', 'sources are')} being checked.`,
      ),
    move: (sources) =>
      act(
        'sources/move',
        { sources },
        `${counted(sources.length, 'address was', 'addresses were')} updated. Readers see it with the next edition of each entry.`,
      ),
    dismiss: (flags, reason) =>
      act(
        'flags/dismiss',
        { flags, reason },
        `${counted(flags.length, 'flag was', 'flags were')} dismissed.`,
      ),
    answer: (flag, { found, answer }) =>
      act(
        'reader-reports/answer',
        { flag, found, answer },
        answer.trim() === '' ? 'The report is settled.' : 'The report is settled; the answer is on its way.',
      ),
  }
}
