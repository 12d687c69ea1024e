'use client'
import { Button, toast } from '@payloadcms/ui'
import { counted } from '#domain/desk/impact.ts'
import { focusOn } from '#admin/focus-on.ts'
import { useOpenRecord } from '#admin/use-open-record.ts'
import { saveFirst, useAfterSave } from '../save/after-save.ts'
import type { ImpactActs } from './use-impact.ts'

/**
 * Saves a law change, and flags what it concerns once that is done.
 * @param n number of entries; null where only the save will tell.
 */
export const SaveAndFlag = ({ n }: { n: number | null }) => (
  <Button
    id="save-and-flag"
    type="button"
    size="medium"
    margin={false}
    onClick={({ currentTarget }) => saveFirst(currentTarget, { then: 'flag' })}
  >
    {n === null ? 'Save and flag' : `Save and flag ${counted(n, 'entry', 'entries')}`}
  </Button>
)

/** Flags what a law change concerns, where that was asked for when it was saved. */
export function useFlagAfterSave(flag: ImpactActs['flag']): void {
  const record = useOpenRecord()
  useAfterSave(record?.api, true, ({ then }) => {
    if (then !== 'flag') return
    void flag().then((answer) => {
      if (answer.ok) toast.success('Saved, and flagged.')
      else toast.error(`Saved, and nothing is flagged. ${answer.refusal.message}`)
      focusOn('impact-heading')
    })
  })
}
