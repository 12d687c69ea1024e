'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect } from 'react'
import { ask } from '#admin/ask.ts'
import { createStore } from '#admin/create-store.ts'

type Counts = Readonly<Record<string, number>>

const NONE: Counts = {}
/** By the address of the API. */
const counts = createStore(NONE)
/** When they were asked for: all cells of a list ask at once. */
let askedAt = 0

/** Milliseconds for which an answer is good. */
const FRESH = 2_000

async function load(api: string): Promise<void> {
  if (Date.now() - askedAt < FRESH) return
  askedAt = Date.now()
  const answer = await ask<{ open: Counts }>(`${api}/heads/questions`)
  // A list is read without the numbers where they cannot be had.
  if (answer.ok) counts.write(api, answer.value.open)
}

/** How many questions are open, by entry. */
export function useOpenCounts(): Counts {
  const { config } = useConfig()
  const { api } = config.routes
  useEffect(() => void load(api), [api])
  return counts.useValue(api)
}
