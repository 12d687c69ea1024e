import { toast } from '@payloadcms/ui'
import { useState } from 'react'

/** Runs what is done with entries, and says how it went. */
export function useAct(onDone: () => void) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const run = async (work: () => Promise<void>, done: string): Promise<void> => {
    setBusy(true)
    setFailed(null)
    try {
      await work()
      toast.success(done)
      onDone()
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, failed, run }
}
