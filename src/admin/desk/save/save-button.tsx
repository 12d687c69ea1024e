'use client'
import { useForm } from '@payloadcms/ui'
import { useEntry } from '#admin/use-entry.ts'
import { checkSave } from './check.ts'
import { CheckedSave } from './checked-save.tsx'
import { STALE_DRAWER, StaleDrawer } from './stale-drawer.tsx'

/** The save button of an entry. */
export function SaveButton() {
  const { getData } = useForm()
  const entry = useEntry()
  return (
    <>
      <CheckedSave
        check={async () => ({ problem: entry && (await checkSave(entry, getData().revision)) })}
        staleDrawer={STALE_DRAWER}
      />
      {entry ? <StaleDrawer key={`${entry.collection}/${entry.id}`} entry={entry} /> : null}
    </>
  )
}
