import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'

/** What can be on its way to readers. */
export type OnItsWay = 'approval' | 'withdrawal' | 'release'

/** True if the open edition is approved and neither its day nor another edition keeps it from readers. */
export const goesNow = ({ open, today }: Pick<WorkflowStatus, 'open' | 'today'>): boolean =>
  open?.state === 'approved' && open.othersReady && (open.goesLiveOn === null || open.goesLiveOn <= today)

/** True while a decision has not reached readers: approved and due, to be withdrawn, or being published. */
export function isUnderWay(workflow: WorkflowStatus): boolean {
  const { fix, withdrawal, publishing } = workflow
  return (
    goesNow(workflow) ||
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
