'use client'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Palette } from './palette.tsx'

const nothing = (): void => undefined
const never = (): (() => void) => nothing

/** True on machines whose shortcuts are made with ⌘. */
const useCommandKey = (): boolean =>
  useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  )

/** In a rich text, ⌘K and Ctrl K make a link. */
const isTaken = (event: KeyboardEvent): boolean =>
  event.defaultPrevented || (event.target instanceof HTMLElement && event.target.isContentEditable)

/** The search: its button in the header, its key, and its dialog. Closing it leads back to where one was. */
export function Find() {
  const dialog = useRef<HTMLDialogElement>(null)
  const [open, setOpen] = useState(false)
  const command = useCommandKey()

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const asked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (!asked || event.key.toLowerCase() !== 'k' || isTaken(event)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open && dialog.current?.open) dialog.current.close()
  }, [open])

  return (
    <>
      <button
        type="button"
        id="find-open"
        className="find__open"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
          <circle cx="8.5" cy="8.5" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" />
          <path d="M13 13l5 5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
        <span className="find__open-words">Search</span>
        <kbd className="find__key" aria-hidden="true">
          {command ? '⌘K' : 'Ctrl K'}
        </kbd>
      </button>
      <dialog
        ref={dialog}
        id="find"
        className="find"
        aria-label="Search"
        onClose={() => setOpen(false)}
        onClick={(event) => {
          if (event.target === dialog.current) setOpen(false)
        }}
      >
        {open ? <Palette onClose={() => setOpen(false)} /> : null}
      </dialog>
    </>
  )
}
