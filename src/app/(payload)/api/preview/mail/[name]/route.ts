import { mayAdminister } from '#domain/desk/actors.ts'
import { env } from '#lib/env.ts'
import { readMailFile } from '#lib/mail-files.ts'
import { notStaff, plain, staffOf } from '../../staff.ts'
import { answered } from '../../../answered.ts'

/** A mail written to a file, as it would have been sent, without the tokens of its links. */
export const GET = answered(show)

async function show(request: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  const staff = await staffOf(request)
  if (!staff) return notStaff()
  if (!mayAdminister({ roles: staff.roles })) return plain(403, 'Only administrators look after the mail.')
  const { dataDir, smtpUrl } = env()
  const bytes = smtpUrl === null ? await readMailFile(dataDir, (await params).name) : null
  if (!bytes) return plain(404, 'There is no such mail.')
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
