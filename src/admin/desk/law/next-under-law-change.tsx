'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { screenOf } from '#domain/content/collections.ts'
import { counted, type LawChangeDesk } from '#domain/desk/impact.ts'
import { nextFlagged, type NextFlagged } from '#domain/desk/next-flagged.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { ask } from '#admin/ask.ts'
import { OPENED_FROM, TOGETHER } from './opened-from.ts'

interface Props {
  workflow: WorkflowStatus
  /** Id of the law change. */
  about: string
}

/** For whoever came from a law change: the next of its entries, or where all are submitted together. */
export function NextUnderLawChange({ workflow: { key, revision }, about }: Props) {
  const { config } = useConfig()
  const { admin, api } = config.routes
  const cameFromIt = useSearchParams().get(OPENED_FROM) === about
  const [next, setNext] = useState<NextFlagged | null>(null)
  useEffect(() => {
    if (!cameFromIt) return
    let current = true
    void ask<LawChangeDesk>(`${api}/law-changes/${encodeURIComponent(about)}/desk`).then((answer) => {
      // Where it cannot be read, the law change itself is one link away.
      if (current) setNext(answer.ok ? nextFlagged(answer.value, key) : null)
    })
    return () => {
      current = false
    }
  }, [cameFromIt, about, api, key, revision])
  if (!next) return null
  return next.what === 'entry' ? (
    <>
      {' · '}
      <Link
        id="next-flagged"
        href={`${admin}${screenOf(next.at.collection, next.at.id)}?${OPENED_FROM}=${encodeURIComponent(about)}`}
        prefetch={false}
      >
        Next: {next.label}
      </Link>
    </>
  ) : (
    <>
      {' · '}
      <Link
        id="submit-flagged"
        href={`${admin}/collections/law-changes/${about}#${TOGETHER}`}
        prefetch={false}
      >
        {next.n > 1
          ? `Submit ${counted(next.n, 'entry', 'entries')} together`
          : 'Submit it with the law change'}
      </Link>
    </>
  )
}
