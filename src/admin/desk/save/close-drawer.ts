'use client'
import { useDocumentDrawerContext, useModal } from '@payloadcms/ui'

/** Closes the drawer in which a record was saved: whoever opened it goes on in the field below. */
export function useCloseDrawer(): () => void {
  const { drawerSlug } = useDocumentDrawerContext()
  const { closeModal } = useModal()
  return () => {
    if (drawerSlug) closeModal(drawerSlug)
  }
}
