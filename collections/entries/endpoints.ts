import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { mayAdminister, mayEdit, mayReview } from '#domain/desk/actors.ts'
import { THREAD_ACTIONS } from '#domain/desk/threads.ts'
import { EXPERT_DAYS } from '#domain/desk/experts.ts'
import { isRecord } from '#domain/checks.ts'
import { LIMITS, textProblem } from '#domain/text-rules.ts'
import { askExpert, endExpert } from '#desk/desk/experts.ts'
import { env } from '#lib/env.ts'
import { CHOSEN_KINDS } from '#domain/content/editions.ts'
import { isStructureKind, type ReviewedKind } from '#domain/keys.ts'
import { textOf } from '#domain/values.ts'
import { approve } from '#desk/desk/approve.ts'
import { assign } from '#desk/desk/assign.ts'
import { compareSides, isSide } from '#desk/desk/queries/compare.ts'
import { correctNote } from '#desk/publish/correct-note.ts'
import type { Desk } from '#desk/desk.ts'
import type { About } from '#desk/entry.ts'
import { evidenceOfSide } from '#desk/desk/queries/evidence-of.ts'
import { historyOf } from '#desk/desk/queries/history-of.ts'
import { answerQuestion, askQuestion, reopenQuestion, resolveQuestion } from '#desk/desk/questions.ts'
import { requestChanges } from '#desk/desk/request-changes.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import { secondReview } from '#desk/desk/second-review.ts'
import { workflowStatusOf } from '#desk/desk/queries/workflow-status-of.ts'
import { submit } from '#desk/desk/submit.ts'
import { verify } from '#desk/desk/verify.ts'
import { openedOf } from '#desk/desk/queries/opened-of.ts'
import { claimSourcesOf } from '#desk/watch/queries/claim-sources-of.ts'
import { troubleOf } from '#desk/watch/queries/trouble-of.ts'
import {
  askWithdrawal,
  confirmWithdrawal,
  declineWithdrawal,
  safetyWithdrawal,
} from '#desk/desk/withdrawal.ts'
import { day } from '../shared/day.ts'
import { deskOf } from '../shared/desk-of.ts'
import { eventNumber, seenQuestions } from '../shared/event-numbers.ts'
import { note } from '../shared/note.ts'
import { acting, reading } from '../shared/respond.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must name an edition by its hash')
/** Text of one line: a name. */
const line = z.string().superRefine((text, context) => {
  const problem = textProblem(text, LIMITS.line, { multiline: false })
  if (problem) context.addIssue({ code: 'custom', message: problem })
})
/** The address that a token of an expert makes. */
const expertLink = (token: string): string => `${env().subscribeUrl}/expert?t=${token}`
const revision = z.number().int('must be a whole number')

const answers = z
  .array(
    z.strictObject({
      flag: z.string().max(3000),
      claim: z.string().max(200).nullable(),
      verdict: z.enum(['states-new-law', 'not-affected']),
      because: note.nullish().transform((text) => text ?? null),
    }),
  )
  .max(500)
  .default([])

/** Omitted fields keep the replaced open edition's values; there is no default change kind. */
const submission = {
  changeNote: note.nullish(),
  changeKind: z.enum(CHOSEN_KINDS).optional(),
  effectiveOn: day.nullish(),
  goesLiveOn: day.nullish(),
  corrects: z.number().int().positive().nullish(),
}
/** The day on which someone compared the entry with its sources. It has no default. */
const checkedOn = day.nullish().transform((on) => on ?? null)

/** A desk action: its name, the schema of its request, and its implementation. */
const action = <T>(
  name: string,
  schema: z.ZodType<T>,
  work: (desk: Desk, body: T, about: About) => Promise<unknown>,
) => ({
  name,
  schema: schema as z.ZodType<unknown>,
  work: work as (desk: Desk, body: unknown, about: About) => Promise<unknown>,
})

const ACTIONS = [
  action(
    'submit',
    z.strictObject({ revision, checkedOn, answers, ...submission }),
    (desk, { revision: from, checkedOn: on, answers: answered, ...said }, about) =>
      submit(desk, { ...about, from, answers: answered, submission: said, checkedOn: on }),
  ),
  action('approve', z.strictObject({ hash, answers, seen: seenQuestions }), (desk, body, about) =>
    approve(desk, { ...about, ...body }),
  ),
  action(
    'request-changes',
    z.strictObject({
      hash,
      notes: z.array(z.strictObject({ claim: z.string().max(200).nullable(), text: note })).max(200),
    }),
    (desk, body, about) => requestChanges(desk, { ...about, ...body }),
  ),
  action(
    'safety-fix',
    z.strictObject({ hash: hash.nullable(), revision, reason: note, checkedOn, answers, ...submission }),
    (desk, { hash: open, revision: from, reason, checkedOn: on, answers: answered, ...said }, about) =>
      safetyFix(desk, {
        ...about,
        hash: open,
        from,
        reason,
        answers: answered,
        submission: said,
        checkedOn: on,
      }),
  ),
  action(
    'verify',
    z.strictObject({ hash, on: day, opened: z.array(z.string().max(400)).max(500), answers }),
    (desk, body, about) => verify(desk, { ...about, ...body }),
  ),
  action(
    'ask-withdrawal',
    z.strictObject({ hash, reason: note, changeNote: note.nullish() }),
    (desk, body, about) => askWithdrawal(desk, { ...about, ...body }),
  ),
  action('confirm-withdrawal', z.strictObject({ hash }), (desk, body, about) =>
    confirmWithdrawal(desk, { ...about, ...body }),
  ),
  action('decline-withdrawal', z.strictObject({ hash, reason: note }), (desk, body, about) =>
    declineWithdrawal(desk, { ...about, ...body }),
  ),
  action(
    'safety-withdrawal',
    z.strictObject({ hash, reason: note, changeNote: note.nullish() }),
    (desk, body, about) => safetyWithdrawal(desk, { ...about, ...body }),
  ),
  action(
    'second-review',
    z.strictObject({ decision: z.number().int().positive(), note }),
    (desk, body, about) => secondReview(desk, { ...about, ...body }),
  ),
  action(
    'assign',
    z.strictObject({
      to: z
        .string()
        .regex(/^user:[\w-]{1,64}$/, 'must name a colleague')
        .nullable(),
      due: day.nullish().transform((on) => on ?? null),
    }),
    (desk, body, about) => assign(desk, { ...about, ...body }),
  ),
  action(
    'ask-question',
    z.strictObject({ claim: z.string().max(200).nullable(), edition: hash.nullable(), text: note }),
    (desk, body, about) => askQuestion(desk, { ...about, ...body }),
  ),
  action('answer-question', z.strictObject({ thread: eventNumber, text: note }), (desk, body, about) =>
    answerQuestion(desk, { ...about, ...body }),
  ),
  action(
    'resolve-question',
    z.strictObject({ thread: eventNumber, seen: eventNumber }),
    (desk, body, about) => resolveQuestion(desk, { ...about, ...body }),
  ),
  action('reopen-question', z.strictObject({ thread: eventNumber }), (desk, body, about) =>
    reopenQuestion(desk, { ...about, ...body }),
  ),
  action(
    'ask-expert',
    z.strictObject({
      hash,
      name: line,
      question: note,
      days: z.number().int().min(1).max(EXPERT_DAYS.most).optional(),
    }),
    async (desk, body, about) => ({ made: expertLink(await askExpert(desk, { ...about, ...body })) }),
  ),
  action('end-expert', z.strictObject({ ask: eventNumber }), (desk, body, about) =>
    endExpert(desk, { ...about, ...body }),
  ),
  action('correct-note', z.strictObject({ seq: z.number().int().positive(), note }), (desk, body, about) =>
    correctNote(desk, { ...about, ...body }),
  ),
]

/** The link that an action has made; nothing of the others. */
const madeIn = (done: unknown): { made?: unknown } =>
  isRecord(done) && 'made' in done ? { made: done.made } : {}

/** Actions for editors; the rest are for reviewers. */
const OF_EDITORS = new Set(['submit', 'ask-withdrawal', 'assign', 'ask-expert', 'end-expert'])

/** Actions of all staff: their rules say who may settle what. */
const OF_ALL = new Set<string>(THREAD_ACTIONS)

/** Actions by which words reach readers: they need a recent proof of the second factor. */
const LATELY = new Set(['approve', 'safety-fix', 'confirm-withdrawal', 'safety-withdrawal', 'correct-note'])

/**
 * Who may request an action, before its rules are checked. Administrators submit the structure they maintain, and all
 * staff ask and answer.
 */
const askersOf = (kind: ReviewedKind, name: string): typeof mayEdit => {
  if (OF_ALL.has(name)) return ({ roles }) => roles.length > 0
  if (!OF_EDITORS.has(name)) return mayReview
  return (name === 'submit' || name === 'assign') && isStructureKind(kind)
    ? (actor) => mayEdit(actor) || mayAdminister(actor)
    : mayEdit
}

/** Answers 422 for an unknown side. */
const noSide = (message: string): Response => Response.json({ errors: [{ message }] }, { status: 422 })

const WHICH_SIDES = 'Say what to compare: “live”, “open”, “working”, or the number of an edition.'

type Routes = Omit<Endpoint, 'root'>[]
type AboutOf = (req: PayloadRequest) => About

/** Read routes of an entry's screens. */
const queries = (base: string, aboutOf: AboutOf): Routes => [
  {
    path: `${base}/desk`,
    method: 'get',
    handler: (req) => reading(req, () => workflowStatusOf(deskOf(req), aboutOf(req))),
  },
  {
    path: `${base}/desk/history`,
    method: 'get',
    handler: (req) => reading(req, () => historyOf(req, aboutOf(req))),
  },
  {
    path: `${base}/desk/compare`,
    method: 'get',
    handler: (req) =>
      reading(req, async () => {
        const { before, after } = req.query
        return isSide(before) && isSide(after)
          ? compareSides(req, aboutOf(req), before, after)
          : noSide(WHICH_SIDES)
      }),
  },
  {
    path: `${base}/desk/sources`,
    method: 'get',
    handler: (req) =>
      reading(req, async () => {
        const { of } = req.query
        return isSide(of)
          ? evidenceOfSide(req, aboutOf(req), of)
          : noSide('Say of what: “live”, “open”, “working”, or the number of an edition.')
      }),
  },
  {
    path: `${base}/desk/claim-sources`,
    method: 'get',
    handler: (req) =>
      reading(req, async () => {
        const { before, after } = req.query
        return isSide(before) && isSide(after)
          ? claimSourcesOf(deskOf(req), aboutOf(req), { before, after })
          : noSide(WHICH_SIDES)
      }),
  },
  {
    path: `${base}/desk/opened`,
    method: 'get',
    handler: (req) => reading(req, () => openedOf(deskOf(req), aboutOf(req), req.payload.secret)),
  },
  {
    path: `${base}/desk/troubles`,
    method: 'get',
    handler: (req) => reading(req, () => troubleOf(req, aboutOf(req))),
  },
]

/** Action routes of an entry. */
const actions = (kind: ReviewedKind, base: string, aboutOf: AboutOf): Routes =>
  ACTIONS.map(({ name, schema, work }) => ({
    path: `${base}/desk/${name}`,
    method: 'post',
    handler: (req) =>
      acting(
        req,
        schema,
        async (mine, body) => {
          const done = await work(deskOf(mine), body, aboutOf(req))
          return { ...(await workflowStatusOf(deskOf(mine), aboutOf(req))), ...madeIn(done) }
        },
        askersOf(kind, name),
        { lately: LATELY.has(name) },
      ),
  }))

/** The desk's routes for a kind, under its collection. */
export function deskEndpoints(kind: ReviewedKind): Routes {
  // There is only one site: its addresses have no id.
  const base = kind === 'site' ? '' : '/:id'
  const aboutOf: AboutOf = (req) => ({ kind, id: kind === 'site' ? kind : textOf(req.routeParams?.id) })
  return [...queries(base, aboutOf), ...actions(kind, base, aboutOf)]
}
