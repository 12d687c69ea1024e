'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { idOf } from '#domain/values.ts'

type Record_ = Record<string, unknown>

/** Records fetched since the page was loaded, each once. */
const cache = new Map<string, Promise<Record_ | null>>()

function load(url: string): Promise<Record_ | null> {
  const known = cache.get(url)
  if (known) return known
  const asked = fetch(url, { credentials: 'include' })
    .then(async (response) => (response.ok ? ((await response.json()) as Record_) : null))
    .catch(() => null)
  cache.set(url, asked)
  void asked.then((record) => record ?? cache.delete(url))
  return asked
}

/** A record of a shared collection by its id; null until it is loaded. */
export function useRecord<T extends Record_>(collection: string, id: unknown): T | null {
  const { config } = useConfig()
  const [record, setRecord] = useState<T | null>(null)
  const key = idOf(id) ?? ''
  useEffect(() => {
    let current = true
    if (key === '') setRecord(null)
    else
      void load(`${config.routes.api}/${collection}/${encodeURIComponent(key)}?depth=0`).then(
        (found) => current && setRecord(found as T | null),
      )
    return () => {
      current = false
    }
  }, [collection, key, config.routes.api])
  return record
}
