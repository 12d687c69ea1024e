'use client'
import { useConfig } from '@payloadcms/ui'
import { useCallback, useRef, useState } from 'react'
import type { ImportAnswer } from '#domain/content/import-report.ts'
import { ask, type Refusal } from '#admin/ask.ts'

/** What the server takes in one request, before it is written as text. */
export const MOST_BYTES = 1_400_000

interface Sent {
  files: { name: string; base64: string }[]
  guidePage: string | null
  overwrite: boolean
}

export interface Chosen {
  files: readonly File[]
  guidePage: string | null
  overwrite: boolean
}

const refusal = (message: string): Refusal => ({ message, problems: [], ended: false, because: null })

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () =>
      resolve(typeof reader.result === 'string' ? (reader.result.split(',')[1] ?? '') : '')
    reader.onerror = () =>
      reject(new Error(`${file.name} cannot be read any more. Choose it again: it was moved or changed.`))
    reader.readAsDataURL(file)
  })

async function sentOf({ files, guidePage, overwrite }: Chosen): Promise<Sent | Refusal> {
  if (files.length === 0) return refusal('Choose a file first.')
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  if (bytes > MOST_BYTES)
    return refusal(
      `These are ${(bytes / 1_000_000).toFixed(1)} MB; at most ${MOST_BYTES / 1_000_000} MB are read at once. Pack them as .zip, or bring one place at a time.`,
    )
  try {
    const read = files.map(async (file) => ({ name: file.name, base64: await base64Of(file) }))
    return { files: await Promise.all(read), guidePage, overwrite }
  } catch (error) {
    return refusal((error as Error).message)
  }
}

export interface Importing {
  busy: 'look' | 'import' | null
  answer: ImportAnswer | null
  refused: Refusal | null
  /** Reports what would happen, and keeps what was read for the confirmation. */
  look: (chosen: Chosen) => Promise<void>
  /** Imports exactly what the report shows. */
  confirm: () => Promise<void>
  /** What is chosen has changed: the report is of something else. */
  forget: () => void
}

export function useImport(): Importing {
  const { config } = useConfig()
  const [busy, setBusy] = useState<Importing['busy']>(null)
  const [answer, setAnswer] = useState<ImportAnswer | null>(null)
  const [refused, setRefused] = useState<Refusal | null>(null)
  const sent = useRef<Sent | null>(null)
  const url = `${config.routes.api}/exchange/import`

  const send = useCallback(
    async (what: 'look' | 'import', body: Sent, plan: string | null): Promise<void> => {
      setBusy(what)
      setRefused(null)
      const got = await ask<ImportAnswer>(url, { ...body, plan })
      setBusy(null)
      if (got.ok) setAnswer(got.value)
      else setRefused(got.refusal)
    },
    [url],
  )
  const look = useCallback(
    async (chosen: Chosen): Promise<void> => {
      setAnswer(null)
      const read = await sentOf(chosen)
      if ('message' in read) return setRefused(read)
      sent.current = read
      await send('look', read, null)
    },
    [send],
  )
  const confirm = useCallback(async (): Promise<void> => {
    if (sent.current && answer) await send('import', sent.current, answer.plan)
  }, [send, answer])
  const forget = useCallback((): void => {
    setAnswer(null)
    setRefused(null)
  }, [])
  return { busy, answer, refused, look, confirm, forget }
}
