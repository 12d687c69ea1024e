import { toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { ask } from '#admin/ask.ts'
import { useSending } from '../use-sending.ts'

/** Sends a decision about publishing, and shows what has become of it. */
export function useDecision(url: string, done: string, onDone: () => void) {
  const router = useRouter()
  const { send, busy, refusal } = useSending()
  const decide = async (body: object): Promise<void> => {
    const answer = await send(() => ask(url, body))
    if (!answer?.ok) return
    toast.success(done)
    onDone()
    router.refresh()
  }
  return { decide, busy, refusal }
}
