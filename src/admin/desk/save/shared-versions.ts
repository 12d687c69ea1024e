'use client'
import { useDocumentInfo, useForm } from '@payloadcms/ui'
import type { ClientField } from 'payload'
import { useEffect, useState } from 'react'
import { textOf } from '#domain/values.ts'
import { ask, type Answer } from '#admin/ask.ts'
import { useEntryFields } from '#admin/use-entry.ts'
import type { OpenRecord } from '#admin/use-open-record.ts'
import { printInstant } from '#admin/words.ts'
import { namesOf, type Found } from './use-both-versions.ts'
import { compareThree, type Compared } from './three-way.ts'

/** A record that is no entry: `updatedAt` says which state of it one has. */
export type SharedDoc = Record<string, unknown> & { id: string; updatedAt: string }

/** The record as saved now. */
export const readShared = ({ api }: OpenRecord): Promise<Answer<SharedDoc>> =>
  ask<SharedDoc>(`${api}?depth=0`)

/** The record as it was saved then; null where that is not kept. */
async function readState({ root, collection, id }: OpenRecord, at: string): Promise<SharedDoc | null> {
  const query = new URLSearchParams({
    'where[and][0][parent][equals]': id,
    'where[and][1][version.updatedAt][equals]': at,
    depth: '0',
    limit: '1',
  })
  const answer = await ask<{ docs: { version: SharedDoc }[] }>(
    `${root}/${collection}/versions?${query.toString()}`,
  )
  return answer.ok ? (answer.value.docs[0]?.version ?? null) : null
}

interface Mine {
  data: Record<string, unknown>
  /** The record as it was opened. */
  opened: Record<string, unknown> | undefined
}

/** The form, what is saved now, and the state that the form started from. */
export async function compareShared(
  record: OpenRecord,
  fields: readonly ClientField[],
  { data, opened }: Mine,
  theirs: SharedDoc,
): Promise<Compared[]> {
  const from = textOf(data.updatedAt)
  const base = opened?.updatedAt === from ? opened : await readState(record, from)
  return compareThree(fields, { base: base ?? theirs, mine: data, theirs })
}

/** What someone else saved in between, compared with the form; in words, why it cannot be read; null at first. */
export function useSharedVersions(record: OpenRecord): Found | string | null {
  const { getData } = useForm()
  const { savedDocumentData } = useDocumentInfo()
  const fields = useEntryFields()
  const [found, setFound] = useState<Found | string | null>(null)
  useEffect(() => {
    let current = true
    const read = async (): Promise<Found | string> => {
      const newest = await readShared(record)
      if (!newest.ok) return newest.refusal.message
      const theirs = newest.value
      const mine = { data: getData(), opened: savedDocumentData }
      const compared = await compareShared(record, fields, mine, theirs)
      const saves = [`Somebody saved this, last on ${printInstant(theirs.updatedAt)}.`]
      return { theirs, compared, saves, names: await namesOf(record, compared) }
    }
    void read().then((value) => {
      if (current) setFound(value)
    })
    return () => {
      current = false
    }
  }, [record, fields, getData, savedDocumentData])
  return found
}
