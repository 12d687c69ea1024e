'use client'
import { useEffect } from 'react'
import type { ShownEdition, WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { ask } from '#admin/ask.ts'
import { useEntry } from '#admin/use-entry.ts'
import { keepReceipt, type Opened } from './receipts.ts'

/** Numbers of the questions that are on screen, open and resolved. */
export const questionsOf = ({ threads }: WorkflowStatus): number[] => threads.map(({ n }) => n)

/**
 * The server's receipt that an edition is on screen, with the questions that stand there; null if another was submitted
 * since: that one is not on screen.
 */
export async function receiptOf(api: string, hash: string, seen: readonly number[]): Promise<Opened | null> {
  const answer = await ask<{ hash: string; receipt: string } | null>(`${api}/desk/opened`)
  return answer.ok && answer.value?.hash === hash ? { receipt: answer.value.receipt, seen } : null
}

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
    void receiptOf(api, hash, JSON.parse(seen) as number[]).then((opened) => {
      if (opened) keepReceipt(hash, opened)
    })
  }, [api, hash, seen])
}
