import config from '#config'
import { generatePageMetadata, RootPage } from '@payloadcms/next/views'
import type { Metadata } from 'next'
import { FirstAccount } from '#admin/first-account.tsx'
import { hasStaff } from '#store/desk/staff.ts'
import { getPayload } from 'payload'
import { importMap } from '../importMap.js'

interface Args {
  params: Promise<{ segments: string[] }>
  searchParams: Promise<{ [key: string]: string | string[] }>
}

export const generateMetadata = ({ params, searchParams }: Args): Promise<Metadata> =>
  generatePageMetadata({ config, params, searchParams })

/** The admin. Without any account it shows the command that creates one: there is no registration. */
export default async function AdminPage({ params, searchParams }: Args) {
  const payload = await getPayload({ config, importMap })
  if (!(await hasStaff({ payload }))) return <FirstAccount />
  return RootPage({ config, params, searchParams, importMap })
}
