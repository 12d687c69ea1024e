import config from '#config'
import { getPayload } from 'payload'
import { noteReturned } from '#desk/mail/returned-mail.ts'
import { hasSecret } from '#lib/bearer.ts'
import { env } from '#lib/env.ts'
import { readReturned } from '#pipelines/mail/bounce.ts'
import { answered } from '../../answered.ts'

const answer = (status: number, body: object): Response =>
  Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })

const refuse = (status: number, message: string): Response => answer(status, { errors: [{ message }] })

/** Receives bounces and complaints from a mail server or provider: a whole message, or JSON. */
export const POST = answered(take)

async function take(request: Request): Promise<Response> {
  if (!hasSecret(request.headers.get('authorization'), env().dataDir, 'bounce'))
    return refuse(
      401,
      'Send the secret of this installation: Authorization: Bearer <DATA_DIR/secrets/bounce>.',
    )
  const type = request.headers.get('content-type') ?? ''
  if (!/^(message\/rfc822|application\/json)\b/i.test(type))
    return refuse(415, 'Send a whole message as message/rfc822, or application/json.')
  const returned = await readReturned(Buffer.from(await request.arrayBuffer()).toString('latin1'))
  if (!returned) return refuse(422, 'This speaks of no mail that came back.')
  const payload = await getPayload({ config })
  const outcome = await noteReturned({ payload }, returned, new Date())
  return answer(200, { outcome })
}
