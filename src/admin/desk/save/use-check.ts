'use client'
import { useDocumentInfo, useForm } from '@payloadcms/ui'
import { useEntry, useEntryFields } from '#admin/use-entry.ts'
import { useOpenRecord } from '#admin/use-open-record.ts'
import { checkEntry, checkShared, type Checked } from './check.ts'

/** Finds what would make a save of the open record fail, before anything is sent. */
export function useCheck(): () => Promise<Checked> {
  const { getData } = useForm()
  const { savedDocumentData: opened } = useDocumentInfo()
  const fields = useEntryFields()
  const entry = useEntry()
  const record = useOpenRecord()
  return async () => {
    const mine = { data: getData(), opened }
    if (entry) return checkEntry(entry, mine)
    return record ? checkShared(record, fields, mine) : { problem: null }
  }
}
