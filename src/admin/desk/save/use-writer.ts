'use client'
import { useAuth } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import { isWriting, type EditLock } from '#domain/desk/edit-lock.ts'
import { ask } from '#admin/ask.ts'
import type { OpenRecord } from '#admin/use-open-record.ts'
import { useLookAgain } from './use-look-again.ts'

/** Whether somebody else is writing in a record that is no entry, and how to look again. */
export function useWriter({ root, collection, id }: OpenRecord, locked: boolean): [boolean, () => void] {
  const { user } = useAuth()
  const me = user?.id
  const [writing, setWriting] = useState(locked)
  const look = useCallback(() => {
    const query = new URLSearchParams({
      'where[and][0][document.relationTo][equals]': collection,
      'where[and][1][document.value][equals]': id,
      sort: '-updatedAt',
      depth: '0',
      limit: '1',
    })
    void ask<{ docs: EditLock[] }>(`${root}/payload-locked-documents?${query.toString()}`).then((answer) => {
      if (answer.ok) setWriting(isWriting(answer.value.docs[0], me, new Date()))
    })
  }, [root, collection, id, me])
  // A form that opens locked is told so with the record, which may be older than the lock's end.
  useEffect(() => {
    if (locked) look()
  }, [locked, look])
  useLookAgain(writing, look)
  return [writing, look]
}
