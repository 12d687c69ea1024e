'use client'
import { Button, toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useState } from 'react'
import { ask } from '#admin/ask.ts'

/** Pushes the current release to a target now, and compares every file there. */
export function PushNow({ api, address, underWay }: { api: string; address: string; underWay: boolean }) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const press = async (): Promise<void> => {
    setBusy(true)
    const answer = await ask(`${api}/targets/push`, { address })
    setBusy(false)
    if (answer.ok) toast.success('The worker pushes now, and compares every file there.')
    else toast.error(answer.refusal.message)
    router.refresh()
  }
  return (
    <Button
      size="medium"
      margin={false}
      buttonStyle="secondary"
      disabled={busy || underWay}
      aria-label={`Push now to ${address}`}
      onClick={() => void press()}
    >
      Push now
    </Button>
  )
}
