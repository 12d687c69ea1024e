'use client'
import { useForm, useFormFields, useFormModified } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { useEntry } from '#admin/use-entry.ts'
import { printInstant } from '#admin/words.ts'
import { useLoad } from './use-load.ts'

interface Kept {
  at: string
  revision: number
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

/** Where the browser keeps nothing, or has no room, the form still holds what was typed. */
function write(name: string, kept: Kept | null): void {
  try {
    if (kept) window.sessionStorage.setItem(name, JSON.stringify(kept))
    else window.sessionStorage.removeItem(name)
  } catch {
    return
  }
}

/**
 * Keeps what is typed in this tab of the browser until it is saved, and offers it again where the tab was reloaded or
 * the session ended in between.
 */
export function Unsaved() {
  const entry = useEntry()
  const { getData } = useForm()
  const modified = useFormModified()
  const state = useFormFields(([fields]) => fields)
  const revision = useFormFields(([fields]) => fields.revision?.value)
  const { load } = useLoad()
  const [found, setFound] = useState<Kept | null>(null)
  const [typed, setTyped] = useState(false)
  const name = entry ? `recourse:unsaved:${entry.collection}/${entry.id}` : ''

  useEffect(() => {
    if (name) setFound(read(name))
  }, [name])
  useEffect(() => {
    if (!name || !modified) return
    setTyped(true)
    const timer = setTimeout(() => {
      const data = getData()
      write(name, { at: new Date().toISOString(), revision: Number(data.revision), data })
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [name, modified, state, getData])
  // The revision moves when a save went through: nothing is left to keep.
  useEffect(() => {
    if (!name || !typed || modified) return
    write(name, null)
    setTyped(false)
  }, [name, typed, modified, revision])

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
