import { toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useRef, useState } from 'react'
import { ask, type Refusal } from '#admin/ask.ts'

/** Sends a decision about publishing, one at a time; keeps the reason for a refusal. */
export function useSending(url: string, done: string, onDone: () => void) {
  const router = useRouter()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const working = useRef(false)
  const send = async (body: object): Promise<void> => {
    if (working.current) return
    working.current = true
    setBusy(true)
    const answer = await ask(url, body)
    working.current = false
    setBusy(false)
    setRefusal(answer.ok ? null : answer.refusal)
    if (!answer.ok) return
    toast.success(done)
    onDone()
    router.refresh()
  }
  return { send, busy, refusal }
}
