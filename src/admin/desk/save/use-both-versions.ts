'use client'
import { useDocumentInfo, useForm } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { ask } from '#admin/ask.ts'
import { useEntryFields } from '#admin/use-entry.ts'
import type { OpenRecord } from '#admin/use-open-record.ts'
import { recordsIn } from './field-words.ts'
import { savesSince } from './saves-since.ts'
import type { Compared } from './three-way.ts'
import { bothVersions, stateOf, type BothVersions } from './versions.ts'

export interface Found extends BothVersions {
  /** Who saved what since then, in sentences. */
  saves: string[]
  /** Names of the records that the compared values refer to. */
  names: Map<string, string>
}

async function namesOf({ root }: OpenRecord, compared: readonly Compared[]): Promise<Map<string, string>> {
  const records = new Set(
    compared.flatMap(({ field, base, mine, theirs }) =>
      [base, mine, theirs].flatMap((value) => recordsIn(field, value)),
    ),
  )
  const found = await Promise.all(
    [...records].map(async (record): Promise<[string, string]> => {
      const answer = await ask<Record<string, unknown>>(`${root}/${record}?depth=0`)
      const { label, name, title } = answer.ok ? answer.value : {}
      const words = [label, name, title].find((each) => typeof each === 'string' && each !== '')
      return [record, typeof words === 'string' ? words : record]
    }),
  )
  return new Map(found)
}

/** What someone else saved in between, compared with the form; in words, why it cannot be read; null at first. */
export function useBothVersions(record: OpenRecord): Found | string | null {
  const { getData } = useForm()
  const { savedDocumentData: opened } = useDocumentInfo()
  const fields = useEntryFields()
  const [found, setFound] = useState<Found | string | null>(null)
  useEffect(() => {
    let current = true
    const read = async (): Promise<Found | string> => {
      const data = getData()
      const both = await bothVersions(record, fields, { data, opened })
      if (!both.ok) return both.refusal.message
      const { compared, theirs } = both.value
      const [saves, names] = await Promise.all([
        savesSince(record, fields, stateOf(data), theirs),
        namesOf(record, compared),
      ])
      return { ...both.value, saves, names }
    }
    void read().then((value) => {
      if (current) setFound(value)
    })
    return () => {
      current = false
    }
  }, [record, fields, getData, opened])
  return found
}
