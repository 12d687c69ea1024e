'use client'
import { useConfig } from '@payloadcms/ui'
import type { NearSource, SourcesNear } from '#domain/content/near-sources.ts'
import type { OriginalSource } from '#domain/content/original-sources.ts'
import { ask, type Answer } from '#admin/ask.ts'
import { useSending } from '#admin/use-sending.ts'

/** A source to cite. */
export interface Given {
  id: string
  title: string
  url: string
  made: boolean
}

type Found = Omit<Given, 'url'>

/** Finds the source of an address, or makes it; one at a time. */
export function useSource() {
  const { config } = useConfig()
  const { api } = config.routes
  const { send, busy } = useSending()
  const sourceOf = (url: string, title: string): Promise<Answer<Found> | null> =>
    send(() => ask<Found>(`${api}/sources/cite`, { url, title: title.trim() }))
  /** The source that the note of a copy names; null if it is not there any more. */
  const known = async ({ url, title }: OriginalSource): Promise<NearSource | null> => {
    const query = new URLSearchParams({ q: url })
    const answer = await send(() => ask<SourcesNear>(`${api}/sources/near?${query}`))
    if (!answer?.ok) return null
    const { exact, near } = answer.value
    return exact ?? near.find((each) => each.title === title) ?? null
  }
  return { sourceOf, known, busy }
}
