'use client'
import { useEffect } from 'react'
import type { ShownEdition, WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { ask } from '#admin/ask.ts'
import { useEntry } from '#admin/use-entry.ts'
import { keepReceipt } from './receipts.ts'

/** Numbers of the questions that are on screen, open and resolved. */
export const questionsOf = ({ threads }: WorkflowStatus): number[] => threads.map(({ n }) => n)

/**
 * Keeps the proof that the edition, its sources and its questions were on screen: it may then be approved from a list,
 * too.
 */
export function useReceipt(shown: ShownEdition | null, workflow: WorkflowStatus, ready: boolean): void {
  const api = useEntry()?.api ?? ''
  const hash = shown?.state === 'in-review' && ready ? shown.hash : null
  const seen = JSON.stringify(questionsOf(workflow))
  useEffect(() => {
    if (hash === null || api === '') return
    void ask<{ hash: string; receipt: string } | null>(`${api}/desk/opened`).then((answer) => {
      // Another may have been submitted since: that one is not on screen.
      if (!answer.ok || answer.value?.hash !== hash) return
      keepReceipt(hash, { receipt: answer.value.receipt, seen: JSON.parse(seen) as number[] })
    })
  }, [api, hash, seen])
}
