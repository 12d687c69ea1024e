import { useConfig } from '@payloadcms/ui'
import { useWorkflowStatus } from './workflow-status-store.ts'

/** What readers report of a claim, beside it. Their words are read where they are answered. */
export function ClaimReports({ claim }: { claim: string }) {
  const { workflow } = useWorkflowStatus()
  const { config } = useConfig()
  const reports = workflow?.flags.filter(({ kind, claims }) => kind === 'reported' && claims.includes(claim))
  if (!reports || reports.length === 0) return null
  const one = reports.length === 1
  return (
    <p className="claim-note" data-reported={claim}>
      <strong>
        {one ? 'A reader reports an error here.' : `${reports.length} readers report errors here.`}
      </strong>{' '}
      <a href={`${config.routes.admin}/watch?kind=reported`}>
        {one ? 'Read and answer it' : 'Read and answer them'}
      </a>
    </p>
  )
}
