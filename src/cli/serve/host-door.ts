import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Env } from '#lib/env.ts'
import { answerable, ownHosts, type OwnHosts } from '#lib/hosts.ts'
import type { Logger } from '#lib/log.ts'
import { json, wantsPage } from './answers.ts'
import { hostIn, partOf, targetOf, type Part } from './target.ts'

/** What is asked for by the address of a machine: by those who look whether it is well. */
const BY_ANY_HOST: readonly Part[] = ['health', 'ready', 'metrics']

const isForProbes = (url: string): boolean => {
  const target = targetOf(url)
  return target !== null && BY_ANY_HOST.includes(partOf(target.path))
}

const MINUTE = 60_000

/** Hosts that are logged in a minute: a sender of others must not fill the log. */
const MOST_LOGGED = 20

const UNREADABLE = 'This request does not say as requests do which host it is for.'
const ANOTHER =
  'This server does not answer for this host. Check the address. Whoever runs this server can add the host to ALLOWED_HOSTS.'

/** Turns away whatever is for a host that no setting names. */
export class HostDoor {
  readonly #own: OwnHosts
  readonly #log: Logger
  readonly #logged = new Set<string>()
  #since = 0

  constructor(env: Env, log: Logger) {
    this.#own = ownHosts(env)
    this.#log = log
  }

  /** Answers a request that is for no host of ours; returns true if it did. Headers of proxies are settled before. */
  refuses(request: IncomingMessage, response: ServerResponse): boolean {
    const { url = '', headers } = request
    const absolute = hostIn(url)
    const found = answerable(this.#own, {
      // Of several lines, `headers` has the first alone.
      hosts: request.headersDistinct.host ?? [],
      absolute,
      forwarded: [headers['x-forwarded-host'] ?? []].flat().flatMap((each) => each.split(/ *, */)),
    })
    if (found.is === 'ours' || (found.is === 'another' && isForProbes(url))) {
      if (absolute !== null) headers.host = absolute
      return false
    }
    if (found.is === 'another') this.#note(found.host)
    const [status, message] =
      found.is === 'another' ? ([421, ANOTHER] as const) : ([400, UNREADABLE] as const)
    if (wantsPage(request))
      response
        .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
        .end(`${message}\n`)
    else json(response, status, { errors: [{ message }] })
    return true
  }

  /** Says it once for each host and minute. */
  #note(host: string): void {
    const now = performance.now()
    if (now - this.#since >= MINUTE) {
      this.#since = now
      this.#logged.clear()
    }
    if (this.#logged.size >= MOST_LOGGED || this.#logged.has(host)) return
    this.#logged.add(host)
    this.#log.warn(
      { host: host === '' ? null : host },
      'a request for a host that no setting names was refused. If it is one of yours, add it to ALLOWED_HOSTS',
    )
  }
}
