'use client'
import { useEffect, useState } from 'react'
import { ask } from './ask.ts'
import { useEntry } from './use-entry.ts'

/** The desk's answer; both fields are empty until it arrives. */
export interface DeskAnswer<T> {
  value: T | null
  failed: string | null
}

/**
 * Fetches something the desk knows about the open entry.
 * @param path below the entry's desk address, with its query; empty to fetch nothing.
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
