import config from '#config'
import { generatePageMetadata, RootPage } from '@payloadcms/next/views'
import type { Metadata } from 'next'
import { Limited } from '#admin/desk/second-factor/limited.tsx'
import { FirstAccount } from '#admin/first-account.tsx'
import { standingIn } from '#lib/actor.ts'
import { env } from '#lib/env.ts'
import { mayHavePasskeys } from '#lib/second-factor/passkeys.ts'
import { hasStaff } from '#store/desk/staff.ts'
import { headers } from 'next/headers'
import { getPayload } from 'payload'
import { importMap } from '../importMap.js'

interface Args {
  params: Promise<{ segments: string[] }>
  searchParams: Promise<{ [key: string]: string | string[] }>
}

export const generateMetadata = ({ params, searchParams }: Args): Promise<Metadata> =>
  generatePageMetadata({ config, params, searchParams })

/**
 * The admin. Without any account it shows the command that creates one: there is no registration. A session whose
 * second factor is not proved sees nothing else than how to prove it.
 */
export default async function AdminPage({ params, searchParams }: Args) {
  const payload = await getPayload({ config, importMap })
  if (!(await hasStaff({ payload }))) return <FirstAccount />
  const limited = standingIn(await payload.auth({ headers: await headers() }))?.limited
  if (limited) return <Limited limited={limited} passkeys={mayHavePasskeys(env().publicUrl)} />
  return RootPage({ config, params, searchParams, importMap })
}
