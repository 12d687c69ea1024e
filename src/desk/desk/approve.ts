import type { Head } from '#domain/desk/heads.ts'
import type { LawAnswer } from '#domain/desk/law-answers.ts'
import { readEdition } from '#store/desk/editions.ts'
import { assertAllowed, type Desk } from '../desk.ts'
import { openEntry, take, type About } from '../entry.ts'
import { answeringOf, keptIn } from './law-flags.ts'

interface Approval extends About {
  hash: string
  /** The reviewer's answers for law changes that the submitter left open. */
  answers?: readonly LawAnswer[]
  /** Numbers of the questions that were on screen: none if left out, and an open one then bars the approval. */
  seen?: readonly number[]
}

/** Approves exactly the edition the reviewer looked at. The worker makes it live, now or on its day. */
export async function approve(desk: Desk, { hash, answers, seen = [], ...about }: Approval): Promise<Head> {
  const { req, actor } = desk
  const { head, events } = await openEntry(req, about)
  const edition = await readEdition(req, hash)
  const answering = await answeringOf(desk, head, answers)
  assertAllowed(actor, { action: 'approve', hash, answering, seen }, head, edition, events)
  return take(desk, {
    head,
    action: 'approve',
    edition: edition?.hash ?? null,
    details: { ...keptIn(answering) },
  })
}
