import config from '#config'
import { generatePageMetadata, RootPage } from '@payloadcms/next/views'
import type { Metadata } from 'next'
import { Limited } from '#admin/desk/second-factor/limited.tsx'
import { FirstAccount } from '#admin/first-account.tsx'
import { OnceMore } from '#admin/once-more.tsx'
import { standingIn } from '#lib/actor.ts'
import { env } from '#lib/env.ts'
import { mayHavePasskeys } from '#lib/second-factor/passkeys.ts'
import { hasStaff } from '#store/desk/staff.ts'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getPayload, type Payload } from 'payload'
import { importMap } from '../importMap.js'

interface Args {
  params: Promise<{ segments: string[] }>
  searchParams: Promise<{ [key: string]: string | string[] }>
}

export const generateMetadata = ({ params, searchParams }: Args): Promise<Metadata> =>
  generatePageMetadata({ config, params, searchParams })

/** The address of a page, with its query. */
async function addressOf({ config: { routes } }: Payload, { params, searchParams }: Args): Promise<string> {
  const { segments = [] } = (await params) as { segments?: string[] }
  const query = new URLSearchParams()
  for (const [name, values] of Object.entries(await searchParams))
    for (const value of [values].flat()) query.append(name, value)
  const path = [routes.admin, ...segments.map(encodeURIComponent)].join('/')
  return query.size > 0 ? `${path}?${query.toString()}` : path
}

/** Whether a page is one of ours, for which Payload asks nobody to sign in. */
function isOurs({ config: { admin, routes } }: Payload, address: string): boolean {
  const { pathname } = new URL(address, 'http://here')
  return Object.values(admin.components.views ?? {}).some(
    (view) => 'path' in view && view.path !== undefined && pathname === routes.admin + view.path,
  )
}

/**
 * The admin. Without any account it shows the command that creates one: there is no registration. A session whose
 * second factor is not proved sees nothing else than how to prove it.
 */
export default async function AdminPage(args: Args) {
  const payload = await getPayload({ config, importMap })
  if (!(await hasStaff({ payload }))) return <FirstAccount />
  const asked = await headers()
  const { user } = await payload.auth({ headers: asked })
  if (!user) {
    const address = await addressOf(payload, args)
    if (asked.get('sec-fetch-site') === 'cross-site') return <OnceMore page={address} />
    const { routes } = payload.config
    if (isOurs(payload, address))
      redirect(`${routes.admin}/login?${new URLSearchParams({ redirect: address }).toString()}`)
  }
  const limited = standingIn({ user })?.limited
  if (limited) return <Limited limited={limited} passkeys={mayHavePasskeys(env().publicUrl)} />
  return RootPage({ config, ...args, importMap })
}
