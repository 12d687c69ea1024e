// npm run bench: from a reviewer's approval until a reader gets the page, with every print of it, from a running
// server. The sample corpus, one change of an offence after another.
import { rmSync } from 'node:fs'
import { dayIn } from '#domain/dates.ts'
import type { Account } from '../support/server.ts'
import { startServer } from '../support/server.ts'

const ROUNDS = Number(process.argv[2] ?? 20)

/** Milliseconds between two looks of the reader. */
const LOOKS = 10

const OFFENCE = 'scotland/offence/stalking'
const PAGE = '/guides/scotland/'
const PRINT = '/guides/scotland/scotland.a4.pdf'

const server = await startServer()
const { url, dataDir } = server

async function signedIn(account: Account | undefined) {
  if (!account) throw new Error('The first start shows two accounts.')
  const login = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const { token } = (await login.json()) as { token: string }
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { authorization: `JWT ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
}

const ada = await signedIn(server.accounts[0])
const ben = await signedIn(server.accounts[1])

interface Offence {
  id: string
  revision: number
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
const etagOf = async (path: string): Promise<string | null> =>
  (await fetch(url + path, { method: 'HEAD' })).headers.get('etag')

/** @returns milliseconds until a reader has the page and its print. */
async function round(count: number): Promise<number> {
  const where = `/offences?where[key][equals]=${OFFENCE}&depth=0`
  const { docs } = await ada<{ docs: Offence[] }>('GET', where)
  const [offence] = docs
  if (!offence) throw new Error(`There is no ${OFFENCE}.`)
  const penalty = `Up to ${count + 6} years in prison, in round ${count}.`
  const { doc } = await ada<{ doc: Offence }>('PATCH', `/offences/${offence.id}?depth=0`, {
    revision: offence.revision,
    penalty,
  })
  const desk = `/offences/${offence.id}/desk`
  const { open } = await ada<{ open: { hash: string } }>('POST', `${desk}/submit`, {
    revision: doc.revision,
    checkedOn: dayIn('UTC', new Date()),
    changeNote: 'The maximum changed.',
    changeKind: 'change',
  })
  const print = await etagOf(PRINT)
  const start = performance.now()
  await ben('POST', `${desk}/approve`, { hash: open.hash })
  while (!(await (await fetch(url + PAGE)).text()).includes(penalty)) await wait(LOOKS)
  while ((await etagOf(PRINT)) === print) await wait(LOOKS)
  return performance.now() - start
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN

try {
  const times: number[] = []
  // The first starts renderer and browser: editors publish one change after another.
  const cold = await round(0)
  for (let count = 1; count <= ROUNDS; count += 1) times.push(await round(count))
  times.sort((a, b) => a - b)
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`
  process.stdout.write(
    `approval → readable with all prints, ${ROUNDS} rounds: p50 ${seconds(at(times, 0.5))}, p95 ${seconds(at(times, 0.95))}; the first ${seconds(cold)}\n`,
  )
} finally {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
