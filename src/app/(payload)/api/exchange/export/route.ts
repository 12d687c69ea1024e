import { z } from 'zod'
import { dayIn } from '#domain/dates.ts'
import { NothingThere, type Scope } from '#exchange/content.ts'
import { exportContent } from '#exchange/export.ts'
import { zipOf } from '#exchange/zip.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { answered } from '../../answered.ts'
import { refuse, signedIn, SIGN_IN } from '../asked.ts'

const flag = z
  .literal('1')
  .optional()
  .transform((value) => value === '1')

const querySchema = z
  .strictObject({
    form: z.enum(['zip', 'yaml', 'json', 'csv']),
    sheet: z.enum(['offences', 'channels']).optional(),
    place: z.string().min(1).max(120).optional(),
    entry: z.string().min(1).max(300).optional(),
    live: flag,
    record: flag,
  })
  .refine(({ place, entry }) => place === undefined || entry === undefined)
  .refine(({ form, sheet }) => (form === 'csv') === (sheet !== undefined))
  .refine(({ form, record }) => !record || form === 'zip')
  .refine(({ sheet, entry }) => sheet === undefined || entry === undefined)

type Asked = z.infer<typeof querySchema>

const TYPES: Record<Asked['form'], string> = {
  zip: 'application/zip',
  yaml: 'application/yaml; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}

/** Gives content to a member of the staff as a file. */
export const GET = answered(give)

async function give(request: Request): Promise<Response> {
  const staff = await signedIn(request)
  if (!staff) return refuse(401, SIGN_IN)
  const parsed = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!parsed.success) return refuse(422, 'Say what to export, and in which form.')
  const { form, sheet, place, entry, live, record } = parsed.data
  const scope: Scope = place !== undefined ? { place } : entry !== undefined ? { entry } : null
  try {
    const { files } = await exportContent(
      { payload: staff.payload },
      { scope, live, record, form: form === 'zip' || form === 'csv' ? 'folder' : form, sheet },
    )
    const body = form === 'zip' ? new Uint8Array(zipOf(files)) : (files[0]?.text ?? '')
    return new Response(body, {
      headers: {
        'Content-Type': TYPES[form],
        'Content-Disposition': `attachment; filename="${nameOf(parsed.data)}"`,
        'Cache-Control': 'no-store',
      },
    })
  } catch (error) {
    if (error instanceof NothingThere) return refuse(404, error.message)
    throw error
  }
}

/** `recourse-scotland-offences-2026-11-29.csv` */
function nameOf({ form, sheet, place, entry }: Asked): string {
  const of = (place ?? entry ?? 'content').replace(/[^a-z0-9]+/g, '-')
  const parts = ['recourse', of, sheet ?? '', dayIn(env().siteTimeZone, systemClock.now())]
  return `${parts.filter((part) => part !== '').join('-')}.${form}`
}
