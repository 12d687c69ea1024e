'use client'
import { useConfig } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import type { InstrumentDesk, LawChangeDesk } from '#domain/desk/impact.ts'

/** The subject of a panel: an instrument, or a saved law change. */
export interface Subject {
  collection: 'instruments' | 'law-changes'
  id: string
  /** What of the instrument changes, while it is not saved. */
  provisions?: string
}

/** Flags every entry that the change concerns, or the chosen ones. */
export type Flag = (entries?: readonly string[]) => Promise<void>

/** Submits edited entries together. */
export type SubmitTogether = (asked: {
  entries: { entry: string; revision: number }[]
  changeNote: string
  checkedOn: string | null
}) => Promise<void>

/** Takes an entry out of those that go live together, with a reason. */
export type Part = (entry: string, reason: string) => Promise<void>

/** Leaves the chosen entries out, with a reason. */
export type LeaveOut = (entries: readonly string[], reason: string) => Promise<void>

interface Refusal {
  errors?: { message: string }[]
}

const LOST = 'What rests on this instrument could not be read. Check your connection, then reload.'
const NOTHING_DONE = 'Nothing was changed. Check your connection and try again.'

async function answer<T>(response: Response, otherwise: string): Promise<T> {
  if (response.ok) return (await response.json()) as T
  const refusal = (await response.json().catch(() => ({}))) as Refusal
  throw new Error(refusal.errors?.[0]?.message ?? otherwise)
}

/**
 * The desk's answer about a subject, fetched again after each save.
 * @param saved changes with each save.
 */
export function useImpact<T extends InstrumentDesk | LawChangeDesk>(
  subject: Subject | null,
  saved: unknown,
): {
  desk: T | null
  failed: string | null
  flag: Flag
  leaveOut: LeaveOut
  submit: SubmitTogether
  part: Part
} {
  const { config } = useConfig()
  const url = subject && `${config.routes.api}/${subject.collection}/${subject.id}`
  const query = subject?.provisions ? `?provisions=${encodeURIComponent(subject.provisions)}` : ''
  const [found, setFound] = useState<{ url: string; desk: T } | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  useEffect(() => {
    if (!url) return undefined
    let current = true
    fetch(`${url}/desk${query}`, { credentials: 'include', cache: 'no-store' })
      .then((response) => answer<T>(response, LOST))
      .then(
        (desk) => {
          if (!current) return
          setFound({ url, desk })
          setFailed(null)
        },
        (error: unknown) => current && setFailed(error instanceof Error ? error.message : LOST),
      )
    return () => {
      current = false
    }
  }, [url, query, saved])
  const send = useCallback(
    async (what: 'flag' | 'leave-out' | 'submit-together' | 'part', body: object) => {
      if (!url) return
      const response = await fetch(`${url}/${what}`, {
        method: 'POST',
        credentials: 'include',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).catch(() => {
        throw new Error(NOTHING_DONE)
      })
      setFound({ url, desk: await answer<T>(response, NOTHING_DONE) })
    },
    [url],
  )
  const flag = useCallback<Flag>((entries) => send('flag', entries ? { entries } : {}), [send])
  const leaveOut = useCallback<LeaveOut>((entries, reason) => send('leave-out', { entries, reason }), [send])
  const submit = useCallback<SubmitTogether>((asked) => send('submit-together', asked), [send])
  const part = useCallback<Part>((entry, reason) => send('part', { entry, reason }), [send])
  return { desk: found && found.url === url ? found.desk : null, failed, flag, leaveOut, submit, part }
}
