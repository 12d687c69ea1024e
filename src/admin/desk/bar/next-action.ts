import type { DeskAction, WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { isUnderWay } from './under-way.ts'

/** The bar's main offer: an action with a form, or a link to the review. */
export type Next =
  { action: Exclude<DeskAction, 'approve'>; loud: boolean } | { action: 'review'; loud: boolean }

/** The next thing this person can do with an entry; null where it waits for someone else. */
export function nextAction(workflow: WorkflowStatus): Next | null {
  const { state, can, open, live, flags } = workflow
  const may = (action: DeskAction): boolean => can[action].allowed
  if (isUnderWay(workflow)) return null
  if (may('confirm-withdrawal') || may('second-review')) return { action: 'review', loud: true }
  switch (state) {
    case 'in-review':
      if (may('approve')) return { action: 'review', loud: true }
      return open?.editedSince && may('submit')
        ? { action: 'submit', loud: true }
        : { action: 'review', loud: false }
    case 'changes-requested':
      return open?.editedSince ? { action: 'submit', loud: true } : null
    case 'never-live':
    case 'edited':
      return { action: 'submit', loud: true }
    case 'live':
      return may('verify') ? { action: 'verify', loud: Boolean(live?.overdue) || flags.length > 0 } : null
    case 'approved':
    case 'withdrawn':
      return null
  }
}

/**
 * In menu order: everyday actions, lone decisions, then removals. A second review and confirming a withdrawal are
 * missing: both are decided on the screen that shows their subject.
 */
const MENU = [
  'submit',
  'verify',
  'assign',
  'safety-fix',
  'ask-withdrawal',
  'decline-withdrawal',
  'safety-withdrawal',
] as const satisfies readonly DeskAction[]

/**
 * The other actions that make sense now. Impossible actions are left out; those this person lacks permission or
 * preconditions for stay, and explain why when chosen.
 */
export const menuActions = (workflow: WorkflowStatus, next: Next | null): (typeof MENU)[number][] =>
  MENU.filter((action) => {
    if (action === next?.action) return false
    const decision = workflow.can[action]
    if (decision.allowed || decision.because !== 'state') return true
    return action === 'safety-fix' && workflow.open?.state === 'in-review'
  })

/** What an entry waits for, where this person has nothing to do. */
export function waitingFor(workflow: WorkflowStatus): string | null {
  const { state, open, can } = workflow
  if (state === 'in-review' && !can.approve.allowed && can.approve.because === 'role')
    return can.approve.message
  if (state === 'changes-requested' && !open?.editedSince)
    return 'Change what the notes ask for, save, and submit again.'
  return null
}
