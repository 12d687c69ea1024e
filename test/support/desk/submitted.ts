import type { Account } from '../server.ts'
import { colleague } from './colleague.ts'

/** An offence whose change waits for review. @param by who changes and submits it. @returns the address of its screen. */
export async function submitted(
  url: string,
  by: Account,
  label: string,
  changes: Record<string, string>,
): Promise<string> {
  const api = await colleague(url, by)
  const { docs } = await api<{ docs: { id: string; revision: number }[] }>(
    'GET',
    `/offences?depth=0&limit=1&where[label][like]=${encodeURIComponent(label)}`,
  )
  const [entry] = docs
  if (!entry) throw new Error(`There is no ${label}.`)
  const path = `/offences/${entry.id}`
  await api('PATCH', path, { ...changes, revision: entry.revision })
  const { revision, today } = await api<{ revision: number; today: string }>('GET', `${path}/desk`)
  await api('POST', `${path}/desk/submit`, {
    revision,
    changeNote: 'A shorter name to report it by.',
    changeKind: 'change',
    checkedOn: today,
    effectiveOn: null,
    goesLiveOn: null,
    corrects: null,
  })
  return `${url}/admin/collections/offences/${entry.id}`
}
