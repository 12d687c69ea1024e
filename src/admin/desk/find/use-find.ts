'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { FindAnswer } from '#domain/desk/find/answer.ts'
import { ask } from '#admin/ask.ts'

/** Milliseconds after a keystroke until the server is asked. */
const REST = 120
/** Milliseconds until it is asked again, while it still reads. */
const AGAIN = 1_000

export interface Finding {
  /** The newest answer; null until the first one. Older than what is typed while the next one is under way. */
  answer: FindAnswer | null
  /** The text that it answers. */
  of: string
  failed: string | null
}

/** Asks the server what fits these words, soon after they were typed. */
export function useFind(text: string): Finding {
  const { config } = useConfig()
  const { api } = config.routes
  const [finding, setFinding] = useState<Finding>({ answer: null, of: '', failed: null })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let current = true
    let again: ReturnType<typeof setTimeout> | undefined
    const timer = setTimeout(
      () =>
        void ask<FindAnswer>(`${api}/heads/find?${new URLSearchParams({ q: text })}`).then((answered) => {
          if (!current) return
          setFinding(
            answered.ok
              ? { answer: answered.value, of: text, failed: null }
              : { answer: null, of: text, failed: answered.refusal.message },
          )
          if (answered.ok && answered.value.reading)
            again = setTimeout(() => setRound((count) => count + 1), AGAIN)
        }),
      text === '' ? 0 : REST,
    )
    return () => {
      current = false
      clearTimeout(timer)
      clearTimeout(again)
    }
  }, [api, text, round])
  return finding
}
