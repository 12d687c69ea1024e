'use client'
import { useConfig } from '@payloadcms/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { InstrumentDesk, LawChangeDesk } from '#domain/desk/impact.ts'
import { ask, type Answer, type Refusal } from '#admin/ask.ts'

/** The subject of a panel: an instrument, or a saved law change. */
export interface Subject {
  collection: 'instruments' | 'law-changes'
  id: string
  /** What of the instrument changes, while it is not saved. */
  provisions?: string
}

/** What people do with the entries of a law change; each is answered with how it then stands. */
export interface ImpactActs {
  /** Flags every entry that the change concerns, or the chosen ones. */
  flag: (entries?: readonly string[]) => Promise<Answer<unknown>>
  /** Leaves the chosen entries out, with a reason. */
  leaveOut: (entries: readonly string[], reason: string) => Promise<Answer<unknown>>
  /** Submits edited entries together. */
  submit: (asked: {
    entries: { entry: string; revision: number }[]
    changeNote: string
    checkedOn: string | null
  }) => Promise<Answer<unknown>>
  /** Takes an entry out of those that go live together, with a reason. */
  part: (entry: string, reason: string) => Promise<Answer<unknown>>
}

/**
 * The desk's answer about a subject, fetched again after each save.
 * @param saved changes with each save.
 */
export function useImpact<T extends InstrumentDesk | LawChangeDesk>(
  subject: Subject,
  saved: unknown,
): { desk: T | null; refusal: Refusal | null; lookAgain: () => void; acts: ImpactActs } {
  const { config } = useConfig()
  const url = `${config.routes.api}/${subject.collection}/${subject.id}`
  const query = subject.provisions ? `?${new URLSearchParams({ provisions: subject.provisions })}` : ''
  const [found, setFound] = useState<{ url: string; desk: T } | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [looks, setLooks] = useState(0)
  const acted = useRef(0)
  useEffect(() => {
    let current = true
    const before = acted.current
    void ask<T>(`${url}/desk${query}`).then((answer) => {
      // The answer to an act is newer than what was asked before it.
      if (!current || acted.current !== before) return
      if (answer.ok) setFound({ url, desk: answer.value })
      setRefusal(answer.ok ? null : answer.refusal)
    })
    return () => {
      current = false
    }
  }, [url, query, saved, looks])
  const send = async (what: string, body: object): Promise<Answer<T>> => {
    const answer = await ask<T>(`${url}/${what}`, body)
    if (answer.ok) {
      acted.current += 1
      setFound({ url, desk: answer.value })
    }
    return answer
  }
  return {
    desk: found?.url === url ? found.desk : null,
    refusal,
    lookAgain: useCallback(() => setLooks((n) => n + 1), []),
    acts: {
      flag: (entries) => send('flag', entries ? { entries } : {}),
      leaveOut: (entries, reason) => send('leave-out', { entries, reason }),
      submit: (asked) => send('submit-together', asked),
      part: (entry, reason) => send('part', { entry, reason }),
    },
  }
}
