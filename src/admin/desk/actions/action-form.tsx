'use client'
import { Button, toast } from '@payloadcms/ui'
import { useRef, type FormEvent } from 'react'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { useSending } from '#admin/use-sending.ts'
import { useDesk } from '../bar/workflow-status-store.ts'
import { ACTION_FORMS, type FormAction, type Values } from './actions.ts'
import { ActionField } from './fields.tsx'
import { lawInput, ownInput } from './form-inputs.ts'
import { Problems } from './problems.tsx'
import { Refused } from './refused.tsx'
import { useFirstFocus } from './use-first-focus.ts'

interface FormProps {
  action: FormAction
  workflow: WorkflowStatus
  values: Values
  onValue: (name: string, value: Values[string]) => void
  onDone: () => void
  onClose: () => void
  onGo: (field: string) => void
}

/** Sends a form to the desk, and leads to what was refused of it. */
function useAction({ action, workflow, values, onDone }: FormProps) {
  const desk = useDesk()
  const form = ACTION_FORMS[action]
  const { send, busy, refusal } = useSending()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    event.stopPropagation()
    const answer = await send(() => desk(action, form.body(workflow, values)))
    if (answer?.ok) {
      toast.success(form.done)
      onDone()
    } else if (answer)
      lawInput(form.fields(workflow, values), values, answer.refusal.problems[0]?.field ?? '')?.focus()
  }
  return { submit, busy, refusal }
}

/** The form of a desk action. */
export function ActionForm(props: FormProps) {
  const { action, workflow, values, onValue, onClose, onGo } = props
  const { submit, busy, refusal } = useAction(props)
  const form = ACTION_FORMS[action]
  const specs = form.fields(workflow, values)
  const element = useRef<HTMLFormElement>(null)
  const decision = action === 'correct-note' ? ({ allowed: true } as const) : workflow.can[action]
  // Obstacles that exist before anything is typed. Those the form can remove do not count.
  const barred = decision.allowed || form.whatever?.(workflow) ? null : decision

  useFirstFocus(element)

  const go = (field: string): void => {
    const input = lawInput(specs, values, field) ?? ownInput(specs, field)
    if (input) input.focus()
    else onGo(field)
  }
  return (
    <form ref={element} className="desk-form" onSubmit={(event) => void submit(event)} noValidate>
      {barred ? null : <p className="desk-form__intro">{form.intro(workflow, values)}</p>}
      {barred ? (
        <Problems message={barred.message} problems={barred.problems ?? []} onGo={onGo} />
      ) : (
        specs.map((spec) => (
          <ActionField
            key={spec.name}
            spec={spec}
            value={values[spec.name]}
            workflow={workflow}
            onChange={(value) => onValue(spec.name, value)}
          />
        ))
      )}
      <Refused refusal={refusal} onGo={go} />
      <End
        barred={barred !== null}
        grave={form.grave}
        verb={busy ? 'One moment…' : form.verb}
        onClose={onClose}
      />
    </form>
  )
}

interface EndProps {
  /** The action is impossible: only the close button is shown. */
  barred: boolean
  grave: boolean | undefined
  verb: string
  onClose: () => void
}

const End = ({ barred, grave, verb, onClose }: EndProps) => (
  <div className="desk-form__end">
    {barred ? null : (
      <Button type="submit" id="desk-confirm" className={grave ? 'desk-grave' : undefined} margin={false}>
        {verb}
      </Button>
    )}
    <Button type="button" buttonStyle="secondary" margin={false} onClick={onClose}>
      {barred ? 'Close' : 'Cancel'}
    </Button>
  </div>
)
