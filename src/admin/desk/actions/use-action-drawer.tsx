'use client'
import { Drawer, useDrawerSlug, useModal } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation.js'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { OPENED_FROM } from '../law/opened-from.ts'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { ActionForm } from './action-form.tsx'
import { ACTION_FORMS, type FormAction, type Values } from './actions.ts'

interface Options {
  /** Moves the focus to a field of the entry. */
  onGo: (field: string) => void
}

/** An item of a closed menu cannot take the focus back: the menu's button does. */
function useMenuFocus(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return
    return () => {
      setTimeout(() => {
        if (document.activeElement === null || document.activeElement === document.body)
          document.querySelector<HTMLElement>('#desk-more button')?.focus()
      }, 400)
    }
  }, [isOpen])
}

/**
 * One drawer for every desk action. Typed values stay until the action succeeds: also after a refusal, the end of
 * the session, or closing and reopening the drawer.
 */
export function useActionDrawer({ onGo }: Options): {
  /** Opens the form of an action; `change` receives what was typed in it before. */
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
  useMenuFocus(isOpen)
  // Typed values over the desk's current ones: someone else may have submitted since they were typed.
  const lawChange = useSearchParams().get(OPENED_FROM) ?? undefined
  const typed = { lawChange, ...((action && drafts[action]) ?? {}) }
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
