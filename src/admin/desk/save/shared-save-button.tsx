'use client'
import { useOpenRecord } from '#admin/use-open-record.ts'
import { CheckedSave } from './checked-save.tsx'
import { sharedDrawer } from './shared-drawer.tsx'
import { useCheckShared } from './use-check-shared.ts'

/**
 * The save button of a record that is no entry. Where somebody else saved in between, nothing is sent: both versions
 * are shown field by field, and the person chooses.
 */
export function SharedSaveButton() {
  const record = useOpenRecord()
  return <CheckedSave check={useCheckShared(record)} staleDrawer={sharedDrawer(record)} />
}
