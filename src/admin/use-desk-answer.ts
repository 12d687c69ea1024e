'use client'
import { useEffect, useState } from 'react'
import { ask } from './ask.ts'
import { useEntry } from './use-entry.ts'

/** What the desk answered; neither while it has not yet. */
export interface DeskAnswer<T> {
  value: T | null
  failed: string | null
}

/**
 * Something that the desk says of the entry that is open.
 * @param path below the desk of the entry, with its query; empty where there is nothing to ask.
 * @param seen changes whenever the answer may have.
 */
export function useDeskAnswer<T>(path: string, seen: string): DeskAnswer<T> {
  const api = useEntry()?.api ?? ''
  const [found, setFound] = useState<DeskAnswer<T> & { of: string }>({ value: null, failed: null, of: '' })
  const of = `${api} ${path} ${seen}`
  useEffect(() => {
    if (!api || path === '') return
    let current = true
    void ask<T>(`${api}/desk/${path}`).then((answer) => {
      if (!current) return
      setFound(
        answer.ok
          ? { value: answer.value, failed: null, of }
          : { value: null, failed: answer.refusal.message, of },
      )
    })
    return () => {
      current = false
    }
  }, [api, path, of])
  return found.of === of ? found : { value: null, failed: null }
}
