'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useState, type FormEvent } from 'react'
import type { Choosable } from '#domain/content/copied.ts'
import { isSingle, NO_PLACE } from '#domain/keys.ts'
import { ask, type Refusal } from '#admin/ask.ts'
import { focusOn } from '#admin/focus-on.ts'
import { useSending } from '#admin/use-sending.ts'

/** What is chosen at first: a place, and one entry of it or all. */
export interface CopyStart {
  from: string
  entry: string | null
  to: string
}

/** Entries that can be copied, or why they could not be read. */
interface Found {
  entries: Choosable[]
  unread: Refusal | null
}

const NOTHING: Found = { entries: [], unread: null }

/** The entries of a place, as far as another can get them. */
function useChoosable(from: string, to: string): Found & { lookAgain: () => void } {
  const { config } = useConfig()
  const { api } = config.routes
  const [found, setFound] = useState({ ...NOTHING, of: '' })
  const [round, setRound] = useState(0)
  const query = from ? new URLSearchParams({ from, to }).toString() : ''
  useEffect(() => {
    if (query === '') return
    let current = true
    void ask<Choosable[]>(`${api}/heads/copyable?${query}`).then((answer) => {
      if (current)
        setFound(
          answer.ok
            ? { of: query, entries: answer.value, unread: null }
            : { of: query, entries: [], unread: answer.refusal },
        )
    })
    return () => {
      current = false
    }
  }, [api, query, round])
  const { entries, unread } = found.of === query ? found : NOTHING
  return { entries, unread, lookAgain: () => setRound((count) => count + 1) }
}

/** The copies that were made. */
export type Made = { label: string; path: string }[]

const askedFor = (to: string, chosen: readonly Choosable[], title: string) => ({
  to,
  entries: chosen.map(({ kind, id }) => ({ kind, id, ...(title ? { title } : {}) })),
})

interface Choice {
  isAble: (entry: Choosable) => boolean
  /** Ticked unless somebody says otherwise. A route to a place is of the guides of others. */
  isMeant: (entry: Choosable) => boolean
}

/** Which of the entries are ticked: one, or those that are meant but for what was ticked otherwise. */
function useTicks(entries: readonly Choosable[], { isAble, isMeant }: Choice, first: string | null) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [one, setOne] = useState(first)
  const isChosen = (entry: Choosable): boolean =>
    isAble(entry) && (one === null ? isMeant(entry) !== turned.has(entry.id) : one === entry.id)
  return {
    isChosen,
    /** Where others are meant, what was ticked otherwise says nothing. */
    forgetTurned: (): void => setTurned(new Set()),
    untick: (): void => {
      setOne(null)
      setTurned(new Set())
    },
    tick: (id: string, ticked: boolean): void => {
      const isTurned = (entry: Choosable): boolean =>
        isAble(entry) ? isMeant(entry) !== (entry.id === id ? ticked : isChosen(entry)) : turned.has(entry.id)
      setOne(null)
      setTurned(new Set(entries.filter(isTurned).map((entry) => entry.id)))
    },
  }
}

/** What is chosen, and copying it. */
export function useCopy(start: CopyStart) {
  const { config } = useConfig()
  const [from, setFrom] = useState(start.from)
  const [to, setTo] = useState(start.to)
  const [title, setTitle] = useState('')
  const [made, setMade] = useState<Made | null>(null)
  const { send, busy, refusal } = useSending()
  const choosable = useChoosable(from, to)
  const { entries, lookAgain } = choosable
  const isAble = ({ kind, there }: Choosable): boolean => !there && (from !== to || !isSingle(kind))
  // Another place gets what a guide has; a second one of each in the same place is hardly meant.
  const isMeant = ({ kind }: Choosable): boolean => from !== to && kind !== 'route'
  const { isChosen, tick, untick, forgetTurned } = useTicks(entries, { isAble, isMeant }, start.entry)
  const chosen = entries.filter(isChosen)
  // One more in its own place needs a name: its key is made of it.
  const isNamed = from === to && chosen.length === 1
  return {
    from,
    to,
    ...choosable,
    chosen,
    made,
    busy,
    refusal,
    title: isNamed ? title : null,
    retitle: setTitle,
    isAble,
    isChosen,
    chooseFrom: (id: string): void => {
      setFrom(id)
      // Essays belong to no place: their copies stand among them.
      if (id === NO_PLACE || to === NO_PLACE) setTo(id === NO_PLACE ? id : '')
      untick()
      setMade(null)
    },
    chooseTo: (id: string): void => {
      if ((id === from) !== (to === from)) forgetTurned()
      setTo(id)
      setMade(null)
    },
    tick,
    copy: async (event: FormEvent): Promise<void> => {
      event.preventDefault()
      const body = askedFor(to, chosen, isNamed ? title : '')
      const answer = await send(() => ask<{ copied: Made }>(`${config.routes.api}/heads/copy`, body))
      if (!answer?.ok) return
      setMade(answer.value.copied)
      setTitle('')
      lookAgain()
      // Nothing is left to copy: the button cannot have the focus any more.
      focusOn('copy-said')
    },
  }
}
