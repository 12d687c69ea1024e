'use client'
import { Pill, Popup, PopupList, useConfig, useDocumentInfo, useForm, useFormModified } from '@payloadcms/ui'
import { useCallback, useEffect } from 'react'
import { isOfNoPlace, isSingle, type ReviewedKind } from '#domain/keys.ts'
import { DESK_STATES } from '#domain/desk/heads.ts'
import { liveSince, whenLive } from '#domain/desk/when-live.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { ACTION_FORMS } from '../actions/actions.ts'
import { fieldHash, fieldInHash, focusField } from '../actions/focus-field.ts'
import { useActionDrawer } from '../actions/use-action-drawer.tsx'
import { usePreviews } from '../preview/use-previews.ts'
import { useEntry, type EntryPlace } from '#admin/use-entry.ts'
import { capitalised } from '#admin/words.ts'
import { copyHref } from '../copy/address.ts'
import { exportHref } from '../exchange/addresses.ts'
import { useAfterSave } from '../save/after-save.ts'
import { menuActions, nextAction } from './next-action.ts'
import { FirstStep, NextStep } from './next-step.tsx'
import { STATE_STYLES } from './states.ts'
import { goesNow } from './under-way.ts'
import { useNextInGuide } from './use-next-in-guide.ts'
import { useKeepWorkflowStatus, useWorkflowStatus } from './workflow-status-store.ts'

/** Moves the focus to a field of the entry: on this screen if its form is here, otherwise on the edit screen. */
export function useGoToField(): (field: string) => void {
  const { getFields } = useForm()
  const entry = useEntry()
  return useCallback(
    (field: string): void => {
      const fields = typeof getFields === 'function' ? getFields() : null
      if (fields && Object.keys(fields).length > 0) focusField(field, fields)
      else if (entry) window.location.assign(`${entry.screen}${fieldHash(field)}`)
    },
    [getFields, entry],
  )
}

function stateWords(workflow: WorkflowStatus): string {
  const { state, live, open, withdrawal, today } = workflow
  if (withdrawal)
    return `${live ? `${capitalised(liveSince(live))} · ` : ''}${
      withdrawal.state === 'asked' ? 'withdrawal asked for' : 'being withdrawn'
    }`
  if (open?.state === 'approved' && !goesNow(workflow))
    return open.together === null
      ? `Approved · goes live ${whenLive(open, today)}`
      : 'Approved · waits for the others'
  if (state === 'live' && live) return capitalised(liveSince(live))
  return DESK_STATES[state]
}

interface Props {
  /** True on a screen that already shows the changes. */
  reviewing?: boolean
}

/** Focuses the field named in the address, once the entry has loaded. */
function useFieldInHash(here: boolean, go: (field: string) => void): void {
  useEffect(() => {
    const field = fieldInHash(window.location.hash)
    if (!here || field === null) return
    window.history.replaceState(null, '', window.location.pathname + window.location.search)
    const timer = setTimeout(() => go(field), 300)
    return () => clearTimeout(timer)
  }, [here, go])
}

/** The entry's status, its next action, and the other actions in a menu. */
export function DeskBar({ reviewing }: Props) {
  const { lastUpdateTime, savedDocumentData } = useDocumentInfo()
  const modified = useFormModified()
  const entry = useEntry()
  const { workflow, failed } = useWorkflowStatus()
  const go = useGoToField()
  const { open, drawer } = useActionDrawer({ onGo: go })
  const nextInGuide = useNextInGuide()
  useKeepWorkflowStatus(lastUpdateTime)

  useFieldInHash(workflow !== null, go)
  useAfterSave(
    entry?.api,
    workflow !== null && !modified && workflow.revision === savedDocumentData?.revision,
    ({ then, values }) => {
      if (then === 'flag') return
      if (then === 'next-in-guide') void nextInGuide(() => open('submit'))
      else open(then, (typed) => ({ ...typed, ...values }))
    },
  )

  if (!entry) return <FirstStep />
  if (!workflow)
    return failed ? (
      <span className="desk-bar" role="alert">
        {failed}
      </span>
    ) : null
  const next = nextAction(workflow)
  return (
    <div className="desk-bar" id="desk-bar">
      <span id="desk-state" data-state={workflow.state}>
        <Pill pillStyle={workflow.withdrawal ? 'warning' : STATE_STYLES[workflow.state]} size="small">
          {stateWords(workflow)}
        </Pill>
      </span>
      {next && !(reviewing && next.action === 'review') ? (
        <NextStep entry={entry} next={next} modified={modified} onOpen={open} />
      ) : null}
      <More entry={entry} workflow={workflow} actions={menuActions(workflow, next)} onOpen={open} />
      {drawer}
    </div>
  )
}

type Open = ReturnType<typeof useActionDrawer>['open']

/** What making more entries like it is called, or having those of another place. */
const copyWords = (kind: ReviewedKind): string =>
  kind === 'jurisdiction'
    ? 'Copy entries to this place…'
    : isOfNoPlace(kind)
      ? 'Duplicate…'
      : isSingle(kind)
        ? 'Copy to another place…'
        : 'Duplicate or copy…'

interface MoreProps {
  entry: EntryPlace
  workflow: WorkflowStatus
  actions: ReturnType<typeof menuActions>
  onOpen: Open
}

/** All other actions, in a menu. */
function More({ entry, workflow, actions, onOpen }: MoreProps) {
  const previews = usePreviews()
  const { config } = useConfig()
  return (
    <Popup
      id="desk-more"
      portalClassName="desk-menu"
      button={<span className="desk-bar__more">More</span>}
      horizontalAlign="right"
      size="large"
      verticalAlign="bottom"
    >
      <PopupList.ButtonGroup>
        {actions.map((action) => (
          <PopupList.Button key={action} id={`desk-${action}`} onClick={() => onOpen(action)}>
            {`${ACTION_FORMS[action].title}…`}
          </PopupList.Button>
        ))}
        {actions.length > 0 ? <PopupList.Divider /> : null}
        <PopupList.Button id="desk-preview-page" onClick={() => previews.page('working')}>
          Preview page
        </PopupList.Button>
        <PopupList.Button id="desk-preview-pdf" onClick={() => void previews.pdf('working')}>
          Preview PDF
        </PopupList.Button>
        {workflow.url ? (
          <PopupList.Button
            id="desk-see"
            onClick={() => window.open(workflow.url ?? '/', '_blank', 'noopener')}
          >
            See on the site
          </PopupList.Button>
        ) : null}
        {entry.kind === 'site' ? null : (
          <PopupList.Button id="desk-copy" href={copyHref(config.routes.admin, entry)}>
            {copyWords(entry.kind)}
          </PopupList.Button>
        )}
        <PopupList.Button id="desk-export" href={exportHref(config.routes.admin, entry)}>
          Export…
        </PopupList.Button>
      </PopupList.ButtonGroup>
    </Popup>
  )
}
