'use client'
import { useForm } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { EntryHistory } from '#domain/desk/workflow-status.ts'
import { ask } from '#admin/ask.ts'
import { useEntryFields, type EntryPlace } from '#admin/use-entry.ts'
import { printInstant } from '#admin/words.ts'
import { eventWords } from '../history/event-words.ts'
import { recordsIn, type Names } from './field-words.ts'
import { compareThree, labelOf, valueFields, type Compared } from './three-way.ts'
import { readNewest, readRevision, type SavedDoc } from './versions.ts'

export interface Found {
  theirs: SavedDoc
  compared: Compared[]
  /** Who saved what since then. */
  saves: string[]
  names: Names
}

/** Names of the records that the compared values refer to. */
export async function namesOf(
  { root }: Pick<EntryPlace, 'root'>,
  compared: readonly Compared[],
): Promise<Map<string, string>> {
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

type Fields = ReturnType<typeof useEntryFields>

/** Who saved what since a revision, oldest first, in words. */
function savesSince(from: number, { events }: EntryHistory, fields: Fields): string[] {
  const labels = new Map(valueFields(fields).map((field) => [field.name, labelOf(field)]))
  return events
    .filter(({ action, revision }) => action === 'save' && revision > from)
    .reverse()
    .map((event) => `${event.actor.name} ${eventWords(event, { labels }).what}, ${printInstant(event.at)}.`)
}

/** @returns both versions, or in words why they could not be read. */
async function readBoth(
  entry: EntryPlace,
  fields: Fields,
  mine: Record<string, unknown>,
): Promise<Found | string> {
  const from = Number(mine.revision)
  const [newest, base, history] = await Promise.all([
    readNewest(entry),
    readRevision(entry, from),
    ask<EntryHistory>(`${entry.api}/desk/history`),
  ])
  if (!newest.ok) return newest.refusal.message
  if (!base.ok) return base.refusal.message
  const theirs = newest.value
  const compared = compareThree(fields, { base: base.value ?? theirs, mine, theirs })
  return {
    theirs,
    compared,
    saves: history.ok ? savesSince(from, history.value, fields) : [],
    names: await namesOf(entry, compared),
  }
}

/** What someone else saved in between, compared with the form; in words, why it cannot be read; null at first. */
export function useBothVersions(entry: EntryPlace): Found | string | null {
  const { getData } = useForm()
  const fields = useEntryFields()
  const [found, setFound] = useState<Found | string | null>(null)
  useEffect(() => {
    let current = true
    void readBoth(entry, fields, getData()).then((read) => {
      if (current) setFound(read)
    })
    return () => {
      current = false
    }
  }, [entry, fields, getData])
  return found
}
