import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { mayAdminister, mayEdit } from '#domain/desk/actors.ts'
import { importAnswer, type ImportReport } from '#domain/content/import-report.ts'
import { importContent, PlanChanged, type Import } from '#exchange/import.ts'
import { takenUp } from '#exchange/upload.ts'
import { systemClock } from '#lib/clock.ts'
import { parseSent } from '#lib/sent-json.ts'
import { answered } from '../../answered.ts'
import { refuse, signedIn, SIGN_IN } from '../asked.ts'

const MOST_FILES = 50

const upload = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^/\\\p{Cc}]+$/u),
  base64: z.base64().max(2_000_000),
})

const requestSchema = z.strictObject({
  files: z.array(upload).min(1).max(MOST_FILES),
  guidePage: z.string().max(120).nullable(),
  overwrite: z.boolean(),
  plan: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
})

/**
 * Reports what uploaded files would change; or, given the plan of a report, imports exactly that. A form of another
 * site cannot send JSON.
 */
export const POST = answered(take)

async function take(request: Request): Promise<Response> {
  const staff = await signedIn(request)
  if (!staff) return refuse(401, SIGN_IN)
  const { payload, user, actor } = staff
  if (!mayEdit(actor) && !mayAdminister(actor))
    return refuse(403, 'Only editors, reviewers and administrators import.', 'role')
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    return refuse(415, 'Send this as JSON, with the content type application/json.')
  const parsed = requestSchema.safeParse(await sentIn(request))
  if (!parsed.success)
    return refuse(422, `Send between one and ${MOST_FILES} files, with their names and contents.`, 'content')
  const { files: sent, guidePage, overwrite, plan } = parsed.data
  const { files, problems } = takenUp(
    sent.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') })),
    guidePage !== null,
  )
  if (problems.length > 0) return answer(refusedFiles(problems))
  const ask: Import = {
    files,
    guidePage: guidePage ?? undefined,
    actor,
    now: systemClock.now(),
    overwrite,
    dryRun: plan === null,
    plan: plan ?? undefined,
  }
  return carriedOut({ payload, user }, ask)
}

async function carriedOut(on: Pick<PayloadRequest, 'payload' | 'user'>, ask: Import): Promise<Response> {
  try {
    return answer(await importContent(on, ask))
  } catch (error) {
    if (!(error instanceof PlanChanged)) throw error
    return answer(await importContent(on, { ...ask, dryRun: true }), true)
  }
}

const answer = (report: ImportReport, moved = false): Response =>
  Response.json(importAnswer(report, moved), { headers: { 'Cache-Control': 'no-store' } })

const refusedFiles = (problems: ReturnType<typeof takenUp>['problems']): ImportReport => ({
  rows: problems.map(({ file, line, message }) => ({
    status: 'refused',
    file,
    line,
    list: '',
    key: '',
    label: '',
    fields: [],
    reason: message,
  })),
  unplaced: [],
  written: false,
  plan: '',
})

/** The parsed body; null where it is not our JSON. */
async function sentIn(request: Request): Promise<unknown> {
  try {
    return parseSent(await request.text())
  } catch {
    return null
  }
}
