'use client'
import { useModal } from '@payloadcms/ui'
import type { OpenRecord } from '#admin/use-open-record.ts'
import { useSharedVersions } from './shared-versions.ts'
import { SaveDrawer, StaleShown } from './stale-drawer.tsx'

/** Name of a record's own drawer: the record itself may be open in a drawer over an entry. */
export const sharedDrawer = (record: OpenRecord | null): string =>
  `stale-${record?.collection ?? ''}-${record?.id ?? ''}`

/** Two versions of a record that is no entry, and how to merge them. */
export function SharedDrawer({ record }: { record: OpenRecord }) {
  return (
    <SaveDrawer slug={sharedDrawer(record)}>
      <Stale record={record} />
    </SaveDrawer>
  )
}

function Stale({ record }: { record: OpenRecord }) {
  const { closeModal } = useModal()
  return <StaleShown found={useSharedVersions(record)} onClose={() => closeModal(sharedDrawer(record))} />
}
