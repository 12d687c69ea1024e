import { mayAdminister } from '#domain/desk/actors.ts'
import { dayIn } from '#domain/dates.ts'
import type { RunKind } from '#domain/mail/digests.ts'
import { RUN_NAMES } from '#domain/mail/mailing.ts'
import { exampleDigest } from '#pipelines/digest/example.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { notifiedUpTo } from '#store/mail/digest-runs.ts'
import { readMailFooter } from '#store/mail/mail-sender.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { notStaff, plain, staffOf } from '../staff.ts'
import { answered } from '../../answered.ts'

/** A mail preview loads nothing from other sites and runs nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** A digest as a follower of a place would get it now. */
export const GET = answered(show)

async function show(request: Request): Promise<Response> {
  const staff = await staffOf(request)
  if (!staff) return notStaff()
  if (!mayAdminister({ roles: staff.roles })) return plain(403, 'Only administrators look after the mail.')
  const query = new URL(request.url).searchParams
  const kind = query.get('kind') ?? ''
  const place = query.get('place') ?? ''
  const format = query.get('format') === 'text' ? 'text' : 'html'
  if (!Object.hasOwn(RUN_NAMES, kind) || place === '')
    return plain(400, 'Say the digest and the place: ?kind=weekly&place=scotland')
  const { payload } = staff
  const { publicUrl, siteTimeZone } = env()
  const { snapshot } = await readSnapshot(payload, dayIn(siteTimeZone, systemClock.now()))
  const made = exampleDigest(
    { snapshot, publicUrl, timeZone: siteTimeZone, footer: await readMailFooter({ payload }) },
    { kind: kind as RunKind, place, format, fromSeq: await notifiedUpTo({ payload }, kind as RunKind) },
  )
  if (!made) return plain(404, 'Nothing has changed there yet, so there is no digest to show.')
  if (made.html === null) return plain(200, `Subject: ${made.subject}\n\n${made.text}`)
  return new Response(made.html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': POLICY,
    },
  })
}
