import { colleague, type Api } from '../desk/colleague.ts'
import type { Account, RunningServer } from '../server.ts'
import { until } from '../until.ts'

/** An offence of the sample, and the guide that it is in. */
export const RETITLED = { entry: 'scotland/offence/stalking', guide: '/guides/scotland/' }

/** Two people of a running server who give the offence another title. */
export async function retitling({ url, accounts }: Pick<RunningServer, 'url' | 'accounts'>) {
  const [first, second] = accounts as [Account, Account]
  const ada: Api = await colleague(url, first)
  const ben: Api = await colleague(url, second)
  const guide = async (): Promise<string> => (await fetch(url + RETITLED.guide)).text()
  const of = encodeURIComponent(RETITLED.entry)

  /** One submits, the other approves: it goes live, and readers have it when this ends. */
  async function retitle(title: string, changeKind: 'change' | 'correction'): Promise<void> {
    const { docs } = await ada<{ docs: { id: string; revision: number }[] }>(
      'GET',
      `/offences?where[key][equals]=${of}&depth=0`,
    )
    const { id = '', revision = 0 } = docs[0] ?? {}
    const path = `/offences/${id}`
    await ada('PATCH', path, { revision, title })
    const { today } = await ada<{ today: string }>('GET', `${path}/desk`)
    const told = await ada<{ docs: { seq: number }[] }>(
      'GET',
      `/changes?where[entry][equals]=${of}&sort=-seq&limit=1`,
    )
    await ada('POST', `${path}/desk/submit`, {
      revision: revision + 1,
      changeNote: 'Another title.',
      changeKind,
      checkedOn: today,
      effectiveOn: null,
      goesLiveOn: null,
      corrects: changeKind === 'correction' ? told.docs[0]?.seq : null,
    })
    const { open } = await ben<{ open: { hash: string } | null }>('GET', `${path}/desk`)
    await ben('POST', `${path}/desk/approve`, { hash: open?.hash })
    await until(async () => {
      const { live } = await ada<{ live: { hash: string } }>('GET', `${path}/desk`)
      return live.hash === open?.hash && (await guide()).includes(title)
    })
  }
  return { ada, ben, guide, retitle }
}
