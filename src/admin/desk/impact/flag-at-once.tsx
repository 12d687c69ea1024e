'use client'
import { Button, toast, useDocumentInfo, useForm, useFormProcessing } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import { counted, type LawChangeDesk } from '#domain/desk/impact.ts'
import { textOf } from '#domain/values.ts'
import { createStore } from '#admin/create-store.ts'
import { focusOn } from '#admin/focus-on.ts'
import type { ImpactActs } from './use-impact.ts'

/** Law changes, by id, that are to flag their entries as soon as they are saved: their screen is another one then. */
const toFlag = createStore(false)

/** Saves a new law change, and flags what it concerns. */
export function SaveAndFlag({ n }: { n: number }) {
  const { submit } = useForm()
  const processing = useFormProcessing()
  const { savedDocumentData } = useDocumentInfo()
  const [asked, setAsked] = useState(false)
  const id = textOf(savedDocumentData?.id)
  useEffect(() => {
    if (asked && id) toFlag.write(id, true)
  }, [asked, id])
  const save = async (): Promise<void> => {
    setAsked(true)
    // No answer means that it was refused: the form says why.
    if ((await submit()) === undefined) setAsked(false)
  }
  return (
    <Button id="save-and-flag" size="medium" margin={false} disabled={processing} onClick={() => void save()}>
      {asked ? 'One moment…' : `Save and flag ${counted(n, 'entry', 'entries')}`}
    </Button>
  )
}

/** Flags what a law change concerns, where that was asked for when it was saved. */
export function useFlagAtOnce(desk: LawChangeDesk | null, flag: ImpactActs['flag']): void {
  const asked = toFlag.useValue(desk?.id ?? '')
  const latest = useRef(flag)
  useEffect(() => {
    latest.current = flag
  })
  const id = desk?.id
  const due = asked && desk?.flag.allowed === true && desk.unflagged > 0
  useEffect(() => {
    if (!due || !id) return
    toFlag.write(id, false)
    void latest.current().then((answer) => {
      // Where it was refused, the button that flags is still there, and says why.
      if (answer.ok) toast.success('Saved, and flagged.')
      focusOn('impact-heading')
    })
  }, [due, id])
}
