import { useCallback, useRef, useState } from 'react'
import type { Answer, Refusal } from './ask.ts'

/** Sends what somebody decided, one request at a time, and keeps the reason for a refusal. */
export function useSending() {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const working = useRef(false)
  /** @returns the answer; null while an earlier one is awaited. */
  const send = useCallback(async <T>(request: () => Promise<Answer<T>>): Promise<Answer<T> | null> => {
    if (working.current) return null
    working.current = true
    setBusy(true)
    const answer = await request()
    working.current = false
    setBusy(false)
    setRefusal(answer.ok ? null : answer.refusal)
    return answer
  }, [])
  return { send, busy, refusal }
}
