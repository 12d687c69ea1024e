'use client'
import { useDocumentInfo, useForm } from '@payloadcms/ui'
import { useEntryFields } from '#admin/use-entry.ts'
import type { OpenRecord } from '#admin/use-open-record.ts'
import type { Checked } from './checked-save.tsx'
import { compareShared, readShared } from './shared-versions.ts'

/** Finds what would make a save of a record that is no entry fail, before anything is sent. */
export function useCheckShared(record: OpenRecord | null): () => Promise<Checked> {
  const { getData } = useForm()
  const { savedDocumentData } = useDocumentInfo()
  const fields = useEntryFields()
  return async () => {
    if (!record) return { problem: null }
    const newest = await readShared(record)
    if (!newest.ok) {
      const { ended, message } = newest.refusal
      return { problem: { kind: ended ? 'ended' : 'unreachable', words: message } }
    }
    const theirs = newest.value
    const data = getData()
    if (theirs.updatedAt === data.updatedAt) return { problem: null }
    const compared = await compareShared(record, fields, { data, opened: savedDocumentData }, theirs)
    if (compared.some(({ by }) => by !== 'mine')) return { problem: { kind: 'stale' } }
    // Only what the system keeps has changed, such as the state of a law change: nobody would be overwritten.
    return { problem: null, overrides: { updatedAt: theirs.updatedAt } }
  }
}
