import { readPreview } from '#lib/previews.ts'
import { env } from '#lib/env.ts'
import { readWork } from '#store/work.ts'
import { staffOf } from '../../staff.ts'
import { answered } from '../../../answered.ts'

const refuse = (status: number, message: string): Response =>
  Response.json({ errors: [{ message }] }, { status })

/** A requested preview: its progress, or the PDF itself. */
export const GET = answered(show)

async function show(request: Request, { params }: { params: Promise<{ key: string }> }): Promise<Response> {
  const staff = await staffOf(request)
  if (!staff) return refuse(401, 'Sign in first: your session may have ended.')
  const key = `preview-pdf/${(await params).key}`
  const work = await readWork({ payload: staff.payload }, key)
  if (!work) return refuse(404, 'This preview was not asked for, or is too old. Ask for it again.')
  if (work.state !== 'done') return Response.json({ state: work.state, step: work.step }, { status: 202 })
  if (work.problem) return refuse(422, work.problem)
  const bytes = await readPreview(env().dataDir, key)
  if (!bytes) return refuse(404, 'This preview is too old. Ask for it again.')
  return new Response(bytes, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': 'inline; filename="preview.pdf"',
      'Cache-Control': 'no-store',
    },
  })
}
