import {
  APIError,
  generatePayloadCookie,
  getFieldsToSign,
  jwtSign,
  ValidationError,
  type Endpoint,
  type PayloadRequest,
} from 'payload'
import type { Identity, SignOnProblem } from '#domain/desk/single-sign-on.ts'
import { maySetUp } from '#domain/desk/second-factor.ts'
import { linkOwn, signOn } from '#desk/desk/single-sign-on.ts'
import { sessionIn, standingIn } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { forgetBegun, keepBegun, readBegun, type Begun } from '#lib/single-sign-on/begun.ts'
import { beginSignOn, endSignOn, ProviderProblem, type Provider } from '#lib/single-sign-on/provider.ts'
import { HeadMoved } from '#store/desk/heads.ts'
import { beginSession } from '#store/desk/sessions.ts'
import { beginSignOnTry, signOnCameOff } from '#store/desk/sign-on-tries.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { isTransient } from '#store/transaction.ts'
import { hashedNetwork, signedIn } from './sign-in.ts'

type Routes = Omit<Endpoint, 'root'>[]

const PATH = '/single-sign-on'

const siteOf = ({ payload }: PayloadRequest) => {
  const { dataDir, publicUrl } = env()
  return { dataDir, cookiePrefix: payload.config.cookiePrefix, https: publicUrl.startsWith('https:') }
}

const answerUrl = ({ payload }: PayloadRequest): URL =>
  new URL(`${payload.config.routes.api}/users${PATH}/answer`, env().publicUrl)

/** The page of the admin that somebody came for; its first page if the address leads elsewhere. */
function pageOf({ payload }: PayloadRequest, asked: unknown): string {
  const { admin } = payload.config.routes
  const { origin } = new URL(env().publicUrl)
  const url = typeof asked === 'string' && URL.canParse(asked, origin) ? new URL(asked, origin) : null
  const isOurs = url?.origin === origin && (url.pathname === admin || url.pathname.startsWith(`${admin}/`))
  return isOurs ? url.pathname + url.search : admin
}

function leadTo(to: string | URL, cookies: readonly string[]): Response {
  const url = typeof to === 'string' ? to : to.pathname + to.search
  const headers = new Headers({ 'Cache-Control': 'no-store', Location: url })
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/** The page where somebody began. */
function backTo({ payload }: PayloadRequest, begun: Pick<Begun, 'link' | 'to'> | null): URL {
  const { admin } = payload.config.routes
  const page = new URL(begun?.link ? `${admin}/account` : `${admin}/login`, env().publicUrl)
  if (begun && !begun.link && begun.to !== admin) page.searchParams.set('redirect', begun.to)
  return page
}

/** Back to where somebody began, with the reason why nothing came of it. */
function stop(
  req: PayloadRequest,
  problem: SignOnProblem,
  begun: Pick<Begun, 'link' | 'to'> | null,
  cookies = [forgetBegun(siteOf(req))],
): Response {
  const page = backTo(req, begun)
  page.searchParams.set('sign-on', problem)
  return leadTo(page, cookies)
}

const within = <T>({ payload }: PayloadRequest, work: (req: PayloadRequest) => Promise<T>): Promise<T> =>
  inOwnTransaction({ payload }, work, {
    name: 'a sign-in at the identity provider',
    // Somebody who signs in twice at once is linked once: the second finds the link of the first.
    again: (error) => error instanceof HeadMoved || error instanceof ValidationError || isTransient(error),
  })

/** Begins a session, as Payload does after the right password. @returns its cookies; null if the account is gone. */
async function enter(req: PayloadRequest, account: string): Promise<string[] | null> {
  const { config } = req.payload.collections.users
  const { tokenExpiration } = config.auth
  const begun = await within(req, (mine) =>
    beginSession(mine, account, { now: systemClock.now(), lasts: tokenExpiration * 1_000 }),
  )
  if (!begun) return null
  const { user, session } = begun
  const fieldsToSign = getFieldsToSign({
    collectionConfig: config,
    email: user.email,
    user: { ...user, collection: 'users' },
    sid: session,
  })
  const { token } = await jwtSign({ fieldsToSign, secret: req.payload.secret, tokenExpiration })
  await signedIn(req, { id: account, email: user.email }, token)
  const cookie = generatePayloadCookie({
    collectionAuthConfig: config.auth,
    cookiePrefix: req.payload.config.cookiePrefix,
    token,
  })
  return [String(cookie), ...(req.responseHeaders?.getSetCookie() ?? [])]
}

/** What the answer of the provider comes to: where to go on, with which cookies, or why not. */
async function settled(
  req: PayloadRequest,
  { link, to }: Begun,
  identity: Identity,
): Promise<{ to: string; cookies: string[] } | SignOnProblem> {
  const asked = { clock: systemClock }
  if (link) {
    const problem = await within(req, (mine) => linkOwn({ ...asked, req: mine }, identity, link))
    return problem ?? { to: `${req.payload.config.routes.admin}/account?sign-on=linked`, cookies: [] }
  }
  const person = await within(req, (mine) => signOn({ ...asked, req: mine }, identity))
  if (typeof person === 'string') return person
  const cookies = await enter(req, person.id)
  return cookies ? { to, cookies } : 'unknown'
}

const notHere = (): never => {
  throw new APIError('This site has no identity provider to sign in at.', 404, undefined, true)
}

/** Leads to the provider. No transaction is open while it is asked. */
async function begin(
  req: PayloadRequest,
  provider: Provider,
  begun: Pick<Begun, 'link' | 'to'>,
): Promise<Response> {
  const network = hashedNetwork(req)
  if ((await beginSignOnTry(req.payload, network, systemClock.now())) > 0) return stop(req, 'tries', begun)
  try {
    const { url, checks } = await beginSignOn(provider, answerUrl(req).href, systemClock.now())
    return leadTo(url, [keepBegun(siteOf(req), { ...begun, network, checks }, systemClock.now())])
  } catch (error) {
    if (!(error instanceof ProviderProblem)) throw error
    req.payload.logger.error({ err: error.cause }, 'the identity provider does not answer')
    return stop(req, 'unavailable', begun)
  }
}

/** Begins to sign in, as somebody asks for on this site: no other begins a session for them (ASVS 5.0, 7.6.2). */
async function beginAsked(req: PayloadRequest, provider: Provider): Promise<Response> {
  const begun = { to: pageOf(req, req.query.to), link: null }
  const from = req.headers.get('sec-fetch-site') ?? 'none'
  return ['same-origin', 'none'].includes(from) ? begin(req, provider, begun) : leadTo(backTo(req, begun), [])
}

/** Begins to link one's own account, if the session signed in, or proved its second factor, a short while ago. */
async function beginLink(req: PayloadRequest, provider: Provider): Promise<Response> {
  const { admin } = req.payload.config.routes
  const standing = standingIn(req)
  // That page asks whoever is not signed in, or not in full, to do so.
  if (!req.user || !standing || standing.limited) return leadTo(`${admin}/account`, [])
  const begun = { to: admin, link: { account: String(req.user.id), session: sessionIn(req) ?? '' } }
  return maySetUp(standing, systemClock.now()) ? begin(req, provider, begun) : stop(req, 'stale', begun)
}

async function end(req: PayloadRequest, provider: Provider): Promise<Response> {
  const kept = readBegun(siteOf(req), req.headers.get('cookie'), systemClock.now())
  const answered = answerUrl(req)
  answered.search = new URL(req.url ?? '', answered).search
  // What this browser began last may still be answered.
  if (!kept || answered.searchParams.get('state') !== kept.begun.checks.state)
    return stop(req, 'ended', kept?.begun ?? null, [])
  const { begun, isLate } = kept
  if (isLate) return stop(req, 'late', begun)
  if (answered.searchParams.has('error')) return stop(req, 'ended', begun)
  const network = hashedNetwork(req)
  if ((await beginSignOnTry(req.payload, network, systemClock.now())) > 0) return stop(req, 'tries', begun)
  let identity: Identity
  try {
    identity = await endSignOn(provider, answered, begun.checks, systemClock.now())
  } catch (error) {
    req.payload.logger.error({ err: error }, 'the answer of the identity provider cannot be trusted')
    return stop(req, 'untrue', begun)
  }
  const outcome = await settled(req, begun, identity)
  if (typeof outcome === 'string') return stop(req, outcome, begun)
  await signOnCameOff(req, [begun.network, network], systemClock.now())
  return leadTo(outcome.to, [...outcome.cookies, forgetBegun(siteOf(req))])
}

const provided = (): Provider => env().singleSignOn ?? notHere()

/** Signing in at the identity provider (OpenID Connect, authorization code with PKCE), and linking an account to it. */
export const singleSignOn: Routes = [
  {
    path: `${PATH}/begin`,
    method: 'get',
    handler: (req) => beginAsked(req, provided()),
  },
  {
    path: `${PATH}/link`,
    method: 'get',
    handler: (req) => beginLink(req, provided()),
  },
  { path: `${PATH}/answer`, method: 'get', handler: (req) => end(req, provided()) },
]
