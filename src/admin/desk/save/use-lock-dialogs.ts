'use client'
import { useModal } from '@payloadcms/ui'
import { useLayoutEffect } from 'react'

/**
 * Payload's own dialogs about other users' edits. They interrupt typing, identify people by id, and end in a reload
 * that discards typed text: notices above the form replace them.
 */
const DIALOGS = { locked: 'document-locked', taken: 'document-take-over' }

/** Keeps Payload's dialogs closed, and tells at once that somebody else is writing. */
export function useInsteadOfLockDialogs(onWriting: () => void): void {
  const { modalState, closeModal } = useModal()
  const locked = Boolean(modalState[DIALOGS.locked]?.isOpen)
  const taken = Boolean(modalState[DIALOGS.taken]?.isOpen)
  useLayoutEffect(() => {
    if (locked) closeModal(DIALOGS.locked)
    if (taken) closeModal(DIALOGS.taken)
    if (locked || taken) onWriting()
  }, [locked, taken, closeModal, onWriting])
}
