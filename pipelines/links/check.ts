import { randomBytes } from 'node:crypto'
import type { Precision } from '#domain/content/content.ts'
import type { LinkCheck, LinkReason } from '#domain/watch/link-checks.ts'
import { decodeText } from '#lib/charset.ts'
import type { Clock } from '#lib/clock.ts'
import type { Answer, RequestOptions, Outbound } from '#lib/outbound/outbound.ts'
import { problemOf } from '#lib/outbound/problem-of.ts'
import { OutboundProblem, type OutboundReason } from '#lib/outbound/problem.ts'
import type { Address } from './addresses.ts'
import { assess, type Seen } from './assess.ts'
import { canaryAddress, canaryOf, isSamePage, isSamePlace, pageMark, type Canary } from './canary.ts'
import { askLinkinator, type First } from './linkinator.ts'

export interface LinkToCheck {
  url: string
  precision: Precision
  /** Validators of the last check; null where there are none. */
  etag: string | null
  lastModified: string | null
}

export interface LinkRun<L extends LinkToCheck> {
  addresses: readonly Address<L>[]
  outbound: Outbound
  clock: Clock
  signal?: AbortSignal
  /** Called with each result as it comes, so that it can be stored. If it throws, the run ends. */
  onCheck: (check: LinkCheck, link: L) => void | Promise<void>
}

/** Bytes of a page read to tell it from another. */
const ENOUGH = 65_536
/** Unreachable addresses of one site after which the rest are skipped. */
const TRIES_OF_A_SITE = 2

const BECAUSE: Readonly<Record<OutboundReason, LinkReason>> = {
  scheme: 'leads-off-the-web',
  method: 'not-understood',
  address: 'not-readable',
  'not-public': 'leads-inside',
  'no-such-host': 'no-such-site',
  'name-trouble': 'name-trouble',
  'no-connection': 'no-connection',
  'connect-timeout': 'no-connection',
  timeout: 'no-answer-in-time',
  'broke-off': 'broke-off',
  'not-http': 'not-readable',
  'too-big': 'not-readable',
  encoding: 'not-readable',
  loop: 'goes-in-circles',
  'too-many-hops': 'too-many-redirects',
  wait: 'busy',
  'certificate-ended': 'certificate-ended',
  'certificate-not-yet': 'certificate-not-yet',
  'certificate-of-another': 'certificate-of-another',
  'certificate-unknown': 'certificate-unknown',
  tls: 'no-encryption',
  stopped: 'broke-off',
}

/** Failures that a retry would not change. */
const SETTLED = new Set<OutboundReason>([
  'scheme',
  'address',
  'not-public',
  'wait',
  'certificate-ended',
  'certificate-not-yet',
  'certificate-of-another',
  'certificate-unknown',
])
/** No server answers: what holds for one address holds for the whole site. */
const NOBODY = new Set<OutboundReason>(['no-such-host', 'no-connection', 'connect-timeout'])

const isGood = (status: number | null): boolean => status !== null && status >= 200 && status < 300

/** True where a second request, following redirects, can say more than the first. */
const needsAnother = ({ status, problem }: First): boolean =>
  problem
    ? !SETTLED.has(problem.reason)
    : status === null || (status >= 300 && status < 400) || status === 429 || status === 503

/** Statuses by which a site says that there is no such page. */
const NOT_THERE = new Set([404, 410])

/** Whether a site answers HEAD truthfully, and what the GET that tested it found. */
interface Proof {
  truthful: boolean
  url: string
  page: Answer | OutboundProblem | null
}

/** One run over many links. */
class Run {
  readonly #outbound: Outbound
  readonly #clock: Clock
  readonly #signal: AbortSignal
  readonly #canaries = new Map<string, Promise<Canary>>()
  readonly #proofs = new Map<string, Promise<Proof>>()
  readonly #unreachable = new Map<string, { times: number; problem: OutboundProblem }>()

  constructor({ outbound, clock }: Pick<LinkRun<LinkToCheck>, 'outbound' | 'clock'>, signal: AbortSignal) {
    this.#outbound = outbound
    this.#clock = clock
    this.#signal = signal
  }

  /**
   * Checks one address.
   * @param first linkinator's answer; null where it made no request.
   */
  async see(link: LinkToCheck, first: First | null): Promise<Seen> {
    const seen: Seen = {
      ...link,
      at: this.#clock.now().toISOString(),
      milliseconds: first?.milliseconds ?? 0,
      hops: [],
      answer: first?.status ? { status: first.status, url: link.url, headers: first.headers } : null,
      failed: first?.problem ? this.#failed(first.problem) : null,
      certificateEndsOn: this.#outbound.certificateEndsOn(originOf(link.url)),
      alike: null,
    }
    let page: Answer | null = null
    const isOfHead = link.precision === 'page' && first?.method === 'HEAD' && isGood(first.status)
    const proof = isOfHead ? await this.#proof(link) : null
    if (proof?.truthful && first?.status === 200) return seen
    if (!first || needsAnother(first) || isOfHead) {
      const looked = (proof?.url === link.url ? proof.page : null) ?? (await this.#look(link.url, link))
      if (looked instanceof OutboundProblem)
        return { ...seen, hops: looked.hops, answer: null, failed: this.#failed(looked, first?.status) }
      page = looked
      Object.assign(seen, this.#answered(looked))
    }
    if (link.precision === 'page' && seen.answer && isGood(seen.answer.status)) {
      const alike = await this.#alike(link.url, seen.answer.url, page)
      if (alike instanceof OutboundProblem) return { ...seen, answer: null, failed: this.#failed(alike) }
      seen.alike = alike
    }
    return seen
  }

  #failed = ({ reason, status }: OutboundProblem, before?: number | null): Seen['failed'] => ({
    because: BECAUSE[reason],
    status: status ?? before ?? null,
  })

  #answered({ status, url, headers, hops, milliseconds, certificateEndsOn }: Answer): Partial<Seen> {
    return { answer: { status, url, headers }, hops, milliseconds, certificateEndsOn }
  }

  /** @throws {OutboundProblem} when the run was stopped. */
  async #look(
    url: string,
    {
      etag = null,
      lastModified = null,
      method = 'GET',
    }: Pick<RequestOptions, 'etag' | 'lastModified' | 'method'> = {},
  ): Promise<Answer | OutboundProblem> {
    const host = originOf(url)
    const known = this.#unreachable.get(host)
    if (known && known.times >= TRIES_OF_A_SITE) return known.problem
    try {
      return await this.#outbound.get(url, {
        method,
        etag,
        lastModified,
        take: ENOUGH,
        signal: this.#signal,
      })
    } catch (error) {
      const problem = problemOf(error, url)
      if (this.#signal.aborted) throw problem
      if (NOBODY.has(problem.reason) && problem.hops.length === 0)
        this.#unreachable.set(host, { times: (known?.times ?? 0) + 1, problem })
      return problem
    }
  }

  /** Whether a page that answers looks like the site's page for addresses that do not exist. */
  async #alike(asked: string, url: string, page: Answer | null): Promise<Seen['alike'] | OutboundProblem> {
    if (!isSamePlace(asked, url)) {
      const before = await this.#canary(asked)
      if (before.does === 'sends' && isSamePlace(before.to, url)) return 'where-all-lead'
    }
    const canary = await this.#canary(url)
    if (canary.does === 'sends')
      return isSamePlace(canary.to, url) && !isSamePlace(asked, url) ? 'where-all-lead' : null
    if (canary.does === 'refuses') return null
    // The mark must be of the current page, so validators are not sent.
    const now = page && page.status !== 304 ? page : await this.#look(url)
    if (now instanceof OutboundProblem) return now
    return isGood(now.status) && isSamePage(pageMark(textOf(now), now.url), canary.page)
      ? canary.page.saysNotFound
        ? 'not-found-in-words'
        : 'same-page-for-all'
      : null
  }

  /**
   * HEAD is trusted on a site if it reports an impossible address as missing and agrees with GET on the first page
   * it reports as good. Tested once per site.
   */
  #proof(link: LinkToCheck): Promise<Proof> {
    const { origin } = new URL(link.url)
    const known = this.#proofs.get(origin)
    if (known) return known
    const prove = async (): Promise<Proof> => {
      const invented = await this.#look(this.#invented(origin), { method: 'HEAD' })
      if (invented instanceof OutboundProblem || !NOT_THERE.has(invented.status))
        return { truthful: false, url: link.url, page: null }
      const page = await this.#look(link.url, link)
      const truthful = !(page instanceof OutboundProblem) && (isGood(page.status) || page.status === 304)
      return { truthful, url: link.url, page }
    }
    const proof = prove()
    this.#proofs.set(origin, proof)
    return proof
  }

  #invented = (origin: string): string => canaryAddress(origin, randomBytes(6).toString('hex'))

  /** Requested once per site. */
  #canary(url: string): Promise<Canary> {
    const { origin } = new URL(url)
    const known = this.#canaries.get(origin)
    if (known) return known
    const asked = this.#invented(origin)
    const canary = this.#look(asked).then((answer): Canary =>
      answer instanceof OutboundProblem
        ? { does: 'refuses' }
        : canaryOf(asked, { ...answer, html: textOf(answer) }),
    )
    this.#canaries.set(origin, canary)
    return canary
  }
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)

const textOf = ({ bytes, cut, headers }: Answer): string =>
  decodeText(bytes, { contentType: headers['content-type'] ?? '', markup: 'html', cut })

/**
 * Checks links: each address once, however many links share it, first with linkinator and, where that is
 * inconclusive, with our own request. Results are reported as they come, in no order.
 * @throws {OutboundProblem} `stopped` by the signal; results already reported stand.
 */
export async function checkLinks<L extends LinkToCheck>(run: LinkRun<L>): Promise<void> {
  const stop = new AbortController()
  const signal = run.signal ? AbortSignal.any([run.signal, stop.signal]) : stop.signal
  signal.throwIfAborted()
  const asking = new Run(run, signal)
  const byAddress = new Map(run.addresses.map(({ address, links }) => [address, links]))
  const checks = new Map<string, Promise<void>>()
  const check = (address: string, first: First | null): void => {
    const links = byAddress.get(address)
    if (!links || checks.has(address) || signal.aborted) return
    const asked = links.find(({ precision }) => precision === 'page') ?? links[0]
    const done = asking.see(asked, first).then(async (seen) => {
      for (const link of links)
        await run.onCheck(assess({ ...seen, url: link.url, precision: link.precision }), link)
    })
    // The first failure ends the run; the other checks are stopped and awaited.
    done.catch((error: unknown) => stop.abort(error))
    checks.set(address, done)
  }
  await askLinkinator([...byAddress.keys()], { outbound: run.outbound, signal, onFirst: check })
  for (const address of byAddress.keys()) check(address, null)
  await Promise.allSettled(checks.values())
  signal.throwIfAborted()
}
