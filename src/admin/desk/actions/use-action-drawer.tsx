'use client'
import { Button, Drawer, toast, useConfig, useDrawerSlug, useModal } from '@payloadcms/ui'
import { useCallback, useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import type { Refusal } from '#admin/ask.ts'
import { useDesk, useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { inputOf } from '../law/law-questions.ts'
import { ACTION_FORMS, type FormAction, type Values } from './actions.ts'
import { ActionField } from './fields.tsx'
import { Problems } from './problems.tsx'

interface Options {
  /** Brings somebody to a field of the entry. */
  onGo: (field: string) => void
}

/**
 * One drawer for every action of the desk. What was typed stays until it is done: also when it was refused, when the
 * session ended, and when the drawer was closed and opened again.
 */
export function useActionDrawer({ onGo }: Options): {
  /** Opens the form of an action; `change` sees what was typed in it before. */
  open: (action: FormAction, change?: (values: Values) => Values) => void
  drawer: ReactNode
} {
  const slug = useDrawerSlug('desk-action')
  const { openModal, closeModal, modalState } = useModal()
  const { workflow } = useWorkflowStatus()
  const [action, setAction] = useState<FormAction | null>(null)
  const [drafts, setDrafts] = useState<Partial<Record<FormAction, Values>>>({})

  const open = useCallback(
    (next: FormAction, change: (values: Values) => Values = (values) => values): void => {
      if (!workflow) return
      setDrafts((all) => ({ ...all, [next]: change(all[next] ?? {}) }))
      setAction(next)
      openModal(slug)
    },
    [openModal, slug, workflow],
  )
  const close = useCallback((): void => closeModal(slug), [closeModal, slug])
  const isOpen = Boolean(modalState[slug]?.isOpen)
  // An item of a closed menu cannot have the focus back: the menu's button takes it.
  useEffect(() => {
    if (!isOpen) return
    return () => {
      setTimeout(() => {
        if (document.activeElement === null || document.activeElement === document.body)
          document.querySelector<HTMLElement>('#desk-more button')?.focus()
      }, 400)
    }
  }, [isOpen])
  // What was typed on top of what the desk knows now: somebody else may have submitted since it was typed.
  const typed = (action && drafts[action]) ?? {}
  const values = {
    ...(action && workflow ? ACTION_FORMS[action].start?.(workflow, typed) : undefined),
    ...typed,
  }
  return {
    open,
    drawer: (
      <Drawer slug={slug} title={action ? ACTION_FORMS[action].title : ''} className="desk-drawer">
        {action && workflow ? (
          <ActionForm
            key={action}
            action={action}
            workflow={workflow}
            values={values}
            onValue={(name, value) =>
              setDrafts((all) => ({ ...all, [action]: { ...all[action], [name]: value } }))
            }
            onDone={() => {
              setDrafts((all) => ({ ...all, [action]: undefined }))
              close()
            }}
            onClose={close}
            onGo={(field) => {
              close()
              onGo(field)
            }}
          />
        ) : null}
      </Drawer>
    ),
  }
}

interface FormProps {
  action: FormAction
  workflow: WorkflowStatus
  values: Values
  onValue: (name: string, value: Values[string]) => void
  onDone: () => void
  onClose: () => void
  onGo: (field: string) => void
}

function ActionForm({ action, workflow, values, onValue, onDone, onClose, onGo }: FormProps) {
  const { config } = useConfig()
  const desk = useDesk()
  const form = ACTION_FORMS[action]
  const specs = form.fields(workflow, values)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const working = useRef(false)
  const element = useRef<HTMLFormElement>(null)
  const decision = action === 'correct-note' ? ({ allowed: true } as const) : workflow.can[action]
  // What stands in the way before anything was typed. What a form can still change is left to the form.
  const barred = decision.allowed || form.whatever?.(workflow) ? null : decision

  useEffect(() => {
    const timer = setTimeout(
      () => element.current?.querySelector<HTMLElement>('textarea, input, select, a, button')?.focus(),
      60,
    )
    return () => clearTimeout(timer)
  }, [])

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    event.stopPropagation()
    if (working.current) return
    working.current = true
    setBusy(true)
    const answer = await desk(action, form.body(workflow, values))
    working.current = false
    setBusy(false)
    if (answer.ok) {
      setRefusal(null)
      toast.success(form.done)
      onDone()
    } else {
      setRefusal(answer.refusal)
      lawInput(answer.refusal.problems[0]?.field ?? '')?.focus()
    }
  }
  const lawInput = (field: string): HTMLElement | null => {
    const questions = specs.flatMap((spec) => (spec.as === 'law' ? spec.questions : []))
    const id = inputOf(field, questions, (values.answers ?? {}) as Record<string, string>)
    return id === null ? null : document.getElementById(id)
  }
  const go = (field: string): void => {
    const law = lawInput(field)
    if (law) return law.focus()
    const own = specs.find(({ name }) => name === field || (name === 'opened' && field === 'citations'))
    const input = own ? document.getElementById(`desk-${own.name}`) : null
    if (!input) return onGo(field)
    const inner = input.matches('textarea, input, select')
      ? input
      : input.querySelector<HTMLElement>('input, a, textarea')
    inner?.focus()
  }
  return (
    <form ref={element} className="desk-form" onSubmit={(event) => void send(event)} noValidate>
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
      {refusal ? (
        <Problems
          message={refusal.message}
          problems={refusal.problems}
          onGo={go}
          signIn={refusal.ended ? `${config.routes.admin}/login` : null}
        />
      ) : null}
      <div className="desk-form__end">
        {barred ? null : (
          <Button
            type="submit"
            id="desk-confirm"
            className={form.grave ? 'desk-grave' : undefined}
            margin={false}
          >
            {busy ? 'One moment…' : form.verb}
          </Button>
        )}
        <Button type="button" buttonStyle="secondary" margin={false} onClick={onClose}>
          {barred ? 'Close' : 'Cancel'}
        </Button>
      </div>
    </form>
  )
}
