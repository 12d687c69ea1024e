'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { SourcesNear } from '#domain/content/near-sources.ts'
import { ask } from '#admin/ask.ts'

/** Milliseconds after a keystroke until the server is asked. */
const REST = 120
/** Milliseconds until it is asked again, while it still reads. */
const AGAIN = 1_000
/** Characters from which on a title is looked for. */
const FEW = 3

const NOTHING: SourcesNear = { exact: null, near: [], reading: false }

/** The sources near what is typed, and the text that they answer. */
export function useNear(text: string): { of: string; sources: SourcesNear } {
  const { config } = useConfig()
  const { api } = config.routes
  const [found, setFound] = useState({ of: '', sources: NOTHING })
  const [round, setRound] = useState(0)
  const wanted = text.trim().length < FEW ? '' : text
  useEffect(() => {
    if (wanted === '') return
    let current = true
    let again: ReturnType<typeof setTimeout> | undefined
    const timer = setTimeout(
      () =>
        void ask<SourcesNear>(`${api}/sources/near?${new URLSearchParams({ q: wanted })}`).then((answer) => {
          // Silent on errors: citing says what is wrong.
          if (!current || !answer.ok) return
          setFound({ of: wanted, sources: answer.value })
          if (answer.value.reading) again = setTimeout(() => setRound((count) => count + 1), AGAIN)
        }),
      REST,
    )
    return () => {
      current = false
      clearTimeout(timer)
      clearTimeout(again)
    }
  }, [api, wanted, round])
  return wanted !== '' && found.of === wanted ? found : { of: '', sources: NOTHING }
}
