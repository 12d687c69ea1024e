'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useSyncExternalStore } from 'react'
import { ask } from '#admin/ask.ts'

type Counts = Readonly<Record<string, number>>

let counts: Counts = {}
/** When they were asked for: all cells of a list ask at once. */
let askedAt = 0
const listeners = new Set<() => void>()

/** Milliseconds for which an answer is good. */
const FRESH = 2_000

async function load(api: string): Promise<void> {
  if (Date.now() - askedAt < FRESH) return
  askedAt = Date.now()
  const answer = await ask<{ open: Counts }>(`${api}/heads/questions`)
  // A list is read without the numbers where they cannot be had.
  if (!answer.ok) return
  counts = answer.value.open
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const NONE: Counts = {}

/** How many questions are open, by entry. */
export function useOpenCounts(): Counts {
  const { config } = useConfig()
  const { api } = config.routes
  useEffect(() => void load(api), [api])
  return useSyncExternalStore(
    subscribe,
    () => counts,
    () => NONE,
  )
}
