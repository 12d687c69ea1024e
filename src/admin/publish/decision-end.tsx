'use client'
import { Button } from '@payloadcms/ui'
import type { Refusal } from '#admin/ask.ts'
import { Refused } from '../desk/actions/refused.tsx'

interface Props {
  /** The field of the reason is `<id>-reason`, the button `<id>-confirm`. */
  id: string
  verb: string
  grave?: boolean
  busy: boolean
  refusal: Refusal | null
  onClose: () => void
}

/** The end of a form about publishing: why it was refused, and its buttons. */
export function DecisionEnd({ id, verb, grave = false, busy, refusal, onClose }: Props) {
  return (
    <>
      <Refused refusal={refusal} onGo={(field) => document.getElementById(`${id}-${field}`)?.focus()} />
      <div className="desk-form__end">
        <Button
          type="submit"
          id={`${id}-confirm`}
          className={grave ? 'desk-grave' : undefined}
          margin={false}
        >
          {busy ? 'One moment…' : verb}
        </Button>
        <Button type="button" buttonStyle="secondary" margin={false} onClick={onClose}>
          Cancel
        </Button>
      </div>
    </>
  )
}
