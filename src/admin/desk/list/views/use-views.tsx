'use client'
import { useAuth, useConfig } from '@payloadcms/ui'
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import type { SavedView } from '#domain/desk/saved-views.ts'
import { ask } from '#admin/ask.ts'
import { useSending } from '#admin/use-sending.ts'

interface Shown {
  title: string
  shared: boolean
  query: string
}

const byTitle = (a: SavedView, b: SavedView): number => a.title.localeCompare(b.title, 'en')

/** The views of a list that this person sees, and what may be done with them. */
function useViewsOf(list: string) {
  const { config } = useConfig()
  const { user } = useAuth()
  const [views, setViews] = useState<SavedView[] | null>(null)
  const { send, busy, refusal } = useSending()
  const address = `${config.routes.api}/saved-views`

  useEffect(() => {
    let current = true
    const query = new URLSearchParams({ 'where[list][equals]': list, limit: '500', depth: '0' })
    void ask<{ docs: SavedView[] }>(`${address}?${query}`).then((answer) => {
      if (current && answer.ok) setViews(answer.value.docs.sort(byTitle))
    })
    return () => {
      current = false
    }
  }, [address, list])

  /** True once it is done. What is shown then is what the answer says: nothing else must be read first. */
  const change = async (
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<boolean> => {
    const answer = await send(() => ask<{ doc: SavedView }>(`${address}${path}`, body, method))
    if (!answer?.ok) return false
    const { doc } = answer.value
    setViews((before) => {
      const others = (before ?? []).filter(({ id }) => id !== doc.id)
      return method === 'DELETE' ? others : [...others, doc].sort(byTitle)
    })
    return true
  }
  const isMine = ({ owner }: SavedView): boolean => owner === String(user?.id)
  const keep = ({ title, shared, query }: Shown): Promise<boolean> => {
    const known = views?.find((each) => isMine(each) && each.title === title.trim())
    return known
      ? change('PATCH', `/${known.id}`, { query, shared })
      : change('POST', '', { title: title.trim(), list, query, shared })
  }
  return {
    views,
    isMine,
    keep,
    share: (view: SavedView, shared: boolean) => change('PATCH', `/${view.id}`, { shared }),
    remove: (view: SavedView) => change('DELETE', `/${view.id}`),
    busy,
    refusal,
  }
}

type Views = ReturnType<typeof useViewsOf>

const Known = createContext<Views | null>(null)

/** Keeps the views of a list while the list is drawn anew. */
export const ViewsProvider = ({ list, children }: { list: string; children: ReactNode }) => (
  <Known value={useViewsOf(list)}>{children}</Known>
)

/** The views of the list that is shown. */
export function useViews(): Views {
  const known = useContext(Known)
  if (!known) throw new Error('Views are shown outside of a list.')
  return known
}
