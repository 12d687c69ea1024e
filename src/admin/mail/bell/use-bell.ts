'use client'
import { useConfig } from '@payloadcms/ui'
import { usePathname } from 'next/navigation.js'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { BellList } from '#domain/mail/bell.ts'
import { ask } from '../../ask.ts'

/** Milliseconds between two looks while the tab is visible. */
const EVERY = 60_000

export interface Bell {
  unread: number
  /** Said to screen readers once something new has come. */
  news: string
  /** Null until the bell was opened. */
  list: BellList | null
  failed: string | null
  load: () => Promise<void>
  /** @param about key of an entry or flag; null for all. */
  read: (about: string | null) => Promise<void>
}

export const unreadWords = (unread: number): string => (unread === 0 ? 'Nothing unread' : `${unread} unread`)

/** A person's unread count, looked up on every page and each minute, and the list once it is opened. */
export function useBell(): Bell {
  const { config } = useConfig()
  const api = `${config.routes.api}/notices`
  const path = usePathname()
  const [unread, setUnread] = useState(0)
  const [news, setNews] = useState('')
  const [list, setList] = useState<BellList | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const known = useRef<number | null>(null)

  const note = useCallback((count: number) => {
    if (known.current !== null && count > known.current) setNews(`New for you: ${unreadWords(count)}`)
    known.current = count
    setUnread(count)
  }, [])

  useEffect(() => {
    let current = true
    const look = (): void => {
      if (document.visibilityState !== 'visible') return
      // A session that has ended says so where something is done: the bell stays as it was.
      void ask<{ unread: number }>(`${api}/unread`).then((answer) => {
        if (current && answer.ok) note(answer.value.unread)
      })
    }
    look()
    const timer = setInterval(look, EVERY)
    document.addEventListener('visibilitychange', look)
    return () => {
      current = false
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [api, note, path])

  const load = useCallback(async () => {
    const answer = await ask<BellList>(`${api}/bell`)
    if (!answer.ok) return setFailed(answer.refusal.message)
    setFailed(null)
    setList(answer.value)
    note(answer.value.unread)
  }, [api, note])

  const read = useCallback(
    async (about: string | null) => {
      const answer = await ask<{ unread: number }>(`${api}/read`, {
        about,
        until: list?.until ?? new Date().toISOString(),
      })
      if (!answer.ok) return setFailed(answer.refusal.message)
      note(answer.value.unread)
      await load()
    },
    [api, list, load, note],
  )
  return { unread, news, list, failed, load, read }
}
