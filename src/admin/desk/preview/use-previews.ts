'use client'
import { toast } from '@payloadcms/ui'
import { useCallback, useRef } from 'react'
import { ask } from '#admin/ask.ts'
import { useEntry } from '#admin/use-entry.ts'

/** What is shown: as it is saved, in review, or live. */
export type Side = 'working' | 'open' | 'live'

const LONGEST = 120_000
const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time))

const WHAT = { working: 'what is saved', open: 'the edition in review', live: 'what is live' } as const

interface PreviewRequest {
  key: string
}

/** Previews what readers would see: a page at once, a PDF once it is printed. Both open in a new tab. */
export function usePreviews(): { page: (side: Side) => void; pdf: (side: Side) => Promise<void> } {
  const entry = useEntry()
  const busy = useRef(false)
  const page = useCallback(
    (side: Side): void => {
      if (entry)
        window.open(`${entry.root}/preview/entry/${entry.kind}/${entry.id}/${side}/`, '_blank', 'noopener')
    },
    [entry],
  )
  const pdf = useCallback(
    async (side: Side): Promise<void> => {
      if (!entry || busy.current) return
      busy.current = true
      const notice = toast.loading(`Printing a preview of ${WHAT[side]}…`)
      const problem = await printed(entry.root, { kind: entry.kind, id: entry.id, side, paper: 'a4' }, notice)
      if (problem) toast.error(problem, { id: notice })
      busy.current = false
    },
    [entry],
  )
  return { page, pdf }
}

/** Requests a PDF and waits for it; the problem in words, if any. */
async function printed(root: string, body: unknown, notice: string | number): Promise<string | null> {
  const asked = await ask<PreviewRequest>(`${root}/preview/pdf`, body)
  if (!asked.ok) return asked.refusal.message
  const url = `${root}/preview/pdf/${encodeURIComponent(asked.value.key.split('/').slice(1).join('/'))}`
  for (let waited = 0; waited < LONGEST; waited += 700) {
    const response = await fetch(url, { credentials: 'include', cache: 'no-store' }).catch(() => null)
    if (response?.status === 200) {
      await response.body?.cancel()
      // Browsers block a tab that opens long after the click: then the notice has the link.
      if (!window.open(url, '_blank'))
        toast.success('The preview is ready.', {
          id: notice,
          duration: Infinity,
          action: { label: 'Open the PDF', onClick: () => window.open(url, '_blank') },
        })
      else toast.success('The preview is ready.', { id: notice })
      return null
    }
    if (response && response.status !== 202) {
      const answer = (await response.json().catch(() => ({}))) as { errors?: { message: string }[] }
      return answer.errors?.[0]?.message ?? 'The preview could not be printed. Try again in a moment.'
    }
    await pause(700)
  }
  return 'The preview takes longer than usual. Ask for it again in a moment.'
}
