'use client'
import { Link, useConfig, useDocumentInfo } from '@payloadcms/ui'
import type { ShownEdition, WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { idOf } from '#domain/values.ts'
import { useEntry } from '#admin/use-entry.ts'
import { reviewGuideHref } from './address.ts'

/** On the review of a first edition: the way to all that waits of its guide. */
export function WholeGuide({ shown, workflow }: { shown: ShownEdition; workflow: WorkflowStatus }) {
  const { config } = useConfig()
  const { savedDocumentData } = useDocumentInfo()
  const entry = useEntry()
  const place = entry?.kind === 'jurisdiction' ? entry.id : idOf(savedDocumentData?.jurisdiction)
  if (shown.state !== 'in-review' || workflow.live || !place) return null
  return (
    <p>
      <Link id="review-guide" href={reviewGuideHref(config.routes.admin, place)} prefetch={false}>
        Read all of its guide that waits for a review
      </Link>
    </p>
  )
}
