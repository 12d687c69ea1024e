'use client'
import { useFormFields, useFormModified } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import type { EntryHistory } from '#domain/desk/workflow-status.ts'
import { ask } from '#admin/ask.ts'
import { useEntry } from '#admin/use-entry.ts'
import { onTopOf } from './three-way.ts'
import { useLoad } from './use-load.ts'
import { readNewest, readState, stateOf } from './versions.ts'

type Said = { words: string; loaded: boolean; onto: number }

/** Loads an edition into the form, where the address requests it: `?edition=3`. */
export function LoadEdition() {
  const entry = useEntry()
  const { load, restore } = useLoad()
  const modified = useFormModified()
  const revision = useFormFields(([fields]) => fields.revision?.value)
  const ready = typeof revision === 'number'
  const asked = useRef(false)
  const [said, setSaid] = useState<Said | null>(null)

  useEffect(() => {
    const n = Number(new URLSearchParams(window.location.search).get('edition'))
    if (!entry || !ready || asked.current || !Number.isInteger(n) || n < 1) return
    asked.current = true
    window.history.replaceState(null, '', window.location.pathname)
    const refuse = (words: string): void => setSaid({ words, loaded: false, onto: 0 })
    void (async () => {
      const history = await ask<EntryHistory>(`${entry.api}/desk/history`)
      if (!history.ok) return refuse(history.refusal.message)
      const edition = history.value.editions.find((each) => each.n === n)
      if (!edition) return refuse(`This entry has no edition ${n}.`)
      const [old, newest] = [
        await readState(entry, { field: 'revision', value: edition.revision }),
        await readNewest(entry),
      ]
      if (!old.ok) return refuse(old.refusal.message)
      if (!newest.ok) return refuse(newest.refusal.message)
      if (!old.value)
        return refuse(`The working copy of edition ${n} is not kept. Compare it in the history.`)
      const onto = Number(stateOf(newest.value).value)
      await load(onTopOf(newest.value, old.value), newest.value)
      setSaid({
        words: `The form holds what edition ${n} said (revision ${edition.revision}), on top of revision ${onto}. Nothing is saved yet.`,
        loaded: true,
        onto,
      })
    })()
  }, [entry, ready, load])

  if (!entry || !said || (said.loaded && (!modified || revision !== said.onto))) return null
  const back = async (): Promise<void> => {
    const newest = await readNewest(entry)
    if (newest.ok) await restore(newest.value)
    setSaid(newest.ok ? null : { ...said, words: newest.refusal.message })
  }
  return (
    <p className="desk-notice" id="desk-loaded" role="status">
      {said.words}{' '}
      {said.loaded ? (
        <button type="button" className="desk-link" onClick={() => void back()}>
          Put back what is saved
        </button>
      ) : null}
    </p>
  )
}
