'use client'
import { useForm, useFormFields, useFormModified } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { useOpenRecord } from '#admin/use-open-record.ts'
import { printInstant } from '#admin/words.ts'
import { useFormState } from './save-store.ts'
import { useLoad } from './use-load.ts'

interface Kept {
  at: string
  data: Record<string, unknown>
}

const PAUSE = 800

function read(name: string): Kept | null {
  try {
    const text = window.sessionStorage.getItem(name)
    return text ? (JSON.parse(text) as Kept) : null
  } catch {
    return null
  }
}

/** If the browser's storage is off or full, the form still holds the text. */
function write(name: string, kept: Kept | null): void {
  try {
    if (kept) window.sessionStorage.setItem(name, JSON.stringify(kept))
    else window.sessionStorage.removeItem(name)
  } catch {
    return
  }
}

/**
 * Keeps typed text in this browser tab until it is saved, and offers it again after a reload or the end of the
 * session.
 */
export function Unsaved() {
  const record = useOpenRecord()
  const { getData } = useForm()
  const modified = useFormModified()
  const state = useFormFields(([fields]) => fields)
  const saved = useFormState()
  const { load } = useLoad()
  const [found, setFound] = useState<Kept | null>(null)
  const [typed, setTyped] = useState(false)
  const name = record ? `recourse:unsaved:${record.collection}/${record.id}` : ''

  useEffect(() => {
    if (name) setFound(read(name))
  }, [name])
  useEffect(() => {
    if (!name || !modified) return
    setTyped(true)
    const timer = setTimeout(() => {
      write(name, { at: new Date().toISOString(), data: getData() })
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [name, modified, state, getData])
  // Another saved state means that a save succeeded: nothing is left to keep.
  useEffect(() => {
    if (!name || !typed || modified) return
    write(name, null)
    setTyped(false)
  }, [name, typed, modified, saved])

  if (!found || modified) return null
  const forget = (): void => {
    write(name, null)
    setFound(null)
  }
  return (
    <p className="desk-notice" id="desk-unsaved" role="status">
      Changes of {printInstant(found.at)} were not saved. This tab has kept them.{' '}
      <button
        type="button"
        className="desk-link"
        onClick={() => {
          setFound(null)
          void load(found.data)
        }}
      >
        Bring them back
      </button>{' '}
      <button type="button" className="desk-link" onClick={forget}>
        Throw them away
      </button>
    </p>
  )
}
