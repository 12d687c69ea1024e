import { toast } from '@payloadcms/ui'
import type { Answer } from '#admin/ask.ts'
import { useSending } from '#admin/use-sending.ts'

/** Sends what somebody decided about entries, and says how it went. */
export function useAct(onDone: () => void) {
  const { send, busy, refusal } = useSending()
  const act = async (request: () => Promise<Answer<unknown>>, done: string): Promise<void> => {
    const answer = await send(request)
    if (!answer?.ok) return
    toast.success(done)
    onDone()
  }
  return { busy, refusal, act }
}
