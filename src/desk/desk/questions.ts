import { coverageOf } from '#domain/content/coverage.ts'
import { thaw, type Edition } from '#domain/content/editions.ts'
import { mentionedIn } from '#domain/desk/mentions.ts'
import type { Head } from '#domain/desk/heads.ts'
import type { ThreadDetails } from '#domain/desk/threads.ts'
import { readEdition } from '#store/desk/editions.ts'
import { readStaff } from '#store/desk/staff.ts'
import { readWorkingCopy } from '#store/desk/working-copies.ts'
import { assertAllowed, Refused, type Desk } from '../desk.ts'
import { openEntry, record, type About } from '../entry.ts'

interface Asked extends About {
  /** Id of the claim that it is about; null for the entry as a whole. */
  claim: string | null
  /** Hash of the edition that was looked at; null for the working copy. */
  edition: string | null
  text: string
}

const refuse = (message: string): never => {
  throw new Refused({ allowed: false, because: 'state', message })
}

/** Ids of the colleagues whom a text mentions: they must have a role, or they could not answer. */
async function mentionsIn(req: Desk['req'], text: string): Promise<string[]> {
  if (!text.includes('@')) return []
  const staff = (await readStaff(req)).filter(({ roles }) => roles.length > 0)
  return mentionedIn(
    text,
    staff.map(({ id, name }) => ({ id: `user:${id}`, name })),
  )
}

/** The edition that was looked at; null for the working copy. @throws {Refused} unless it is of this entry. */
async function editionLookedAt(
  req: Desk['req'],
  { entry }: Head,
  hash: string | null,
): Promise<Edition | null> {
  const edition = hash === null ? null : await readEdition(req, hash)
  return hash === null || edition?.entry === entry
    ? edition
    : refuse('This edition does not belong to this entry. Reload the page, and ask again.')
}

/** What a claim is called; null for the entry as a whole. @throws {Refused} if there is no such claim. */
async function labelOf(
  req: Desk['req'],
  { kind, id, claim }: Asked,
  edition: Edition | null,
): Promise<string | null> {
  if (claim === null) return null
  const { entry, guide } = await readWorkingCopy(req, kind, id)
  const claims = [...coverageOf(entry, guide), ...(edition ? coverageOf(thaw(edition), guide) : [])]
  return (
    claims.find((each) => each.id === claim)?.label ??
    refuse('What you ask about is not in this entry any more. Reload the page, or ask about the whole entry.')
  )
}

/** Begins a thread about a claim, or about the entry as a whole. It is never published. */
export async function askQuestion(desk: Desk, asked: Asked): Promise<Head> {
  const { req, actor } = desk
  const { head, events } = await openEntry(req, asked)
  assertAllowed(actor, { action: 'ask-question', text: asked.text }, head, null, events)
  const edition = await editionLookedAt(req, head, asked.edition)
  const details = {
    claim: asked.claim,
    label: await labelOf(req, asked, edition),
    n: edition?.n ?? null,
    text: asked.text.trim(),
    mentions: await mentionsIn(req, asked.text),
  } satisfies ThreadDetails['ask-question']
  return record(desk, { head, action: 'ask-question', edition: edition?.hash ?? null, details })
}

/** Says something in a thread. */
export async function answerQuestion(
  desk: Desk,
  { thread, text, ...about }: About & { thread: number; text: string },
): Promise<Head> {
  const { req, actor } = desk
  const { head, events } = await openEntry(req, about)
  assertAllowed(actor, { action: 'answer-question', thread, text }, head, null, events)
  const details = {
    thread,
    text: text.trim(),
    mentions: await mentionsIn(req, text),
  } satisfies ThreadDetails['answer-question']
  return record(desk, { head, action: 'answer-question', details })
}

/** Says that a thread is settled. `seen`: the last of its events that the person has read. */
export async function resolveQuestion(
  desk: Desk,
  { thread, seen, ...about }: About & { thread: number; seen: number },
): Promise<Head> {
  const { head, events } = await openEntry(desk.req, about)
  assertAllowed(desk.actor, { action: 'resolve-question', thread, seen }, head, null, events)
  const details = { thread } satisfies ThreadDetails['resolve-question']
  return record(desk, { head, action: 'resolve-question', details })
}

/** Opens a resolved thread again. */
export async function reopenQuestion(
  desk: Desk,
  { thread, ...about }: About & { thread: number },
): Promise<Head> {
  const { head, events } = await openEntry(desk.req, about)
  assertAllowed(desk.actor, { action: 'reopen-question', thread }, head, null, events)
  const details = { thread } satisfies ThreadDetails['reopen-question']
  return record(desk, { head, action: 'reopen-question', details })
}
