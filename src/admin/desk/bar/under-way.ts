import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'

/** What can be on its way to readers. */
export type OnItsWay = 'approval' | 'withdrawal' | 'release'

/** True while a decision has not reached readers: approved and due, to be withdrawn, or being published. */
export function isUnderWay({ open, fix, withdrawal, publishing, today }: WorkflowStatus): boolean {
  const due =
    open?.state === 'approved' &&
    open.together === null &&
    (open.goesLiveOn === null || open.goesLiveOn <= today)
  return (
    due ||
    fix !== null ||
    withdrawal?.state === 'confirmed' ||
    (publishing !== null && publishing.state !== 'done')
  )
}

/** What is being published now; null where nothing is. */
export function onItsWay(workflow: WorkflowStatus): OnItsWay | null {
  if (!isUnderWay(workflow)) return null
  if (workflow.withdrawal?.state === 'confirmed') return 'withdrawal'
  return workflow.fix !== null || workflow.open?.state === 'approved' ? 'approval' : 'release'
}
