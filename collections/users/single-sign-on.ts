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
import { inOwnTransaction } from '#store/own-transaction.ts'
import { isTransient } from '#store/transaction.ts'
import { onwardPage } from './onward-page.ts'
import { countSignOn, signedIn } from './sign-in.ts'

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

const headers = (cookies: readonly string[]): Headers => {
  const all = new Headers({ 'Cache-Control': 'no-store' })
  for (const cookie of cookies) all.append('Set-Cookie', cookie)
  return all
}

function leadTo(url: string, cookies: readonly string[] = []): Response {
  const answer = headers(cookies)
  answer.set('Location', url)
  return new Response(null, { status: 303, headers: answer })
}

function leadOn(to: string, cookies: readonly string[]): Response {
  const answer = headers(cookies)
  answer.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(onwardPage(to), { headers: answer })
}

/** Back to where somebody began, with the reason why nothing came of it. */
function stop(
  req: PayloadRequest,
  problem: SignOnProblem,
  begun: Pick<Begun, 'link' | 'to'> | null,
): Response {
  const { admin } = req.payload.config.routes
  const url = new URL(begun?.link ? `${admin}/account` : `${admin}/login`, env().publicUrl)
  url.searchParams.set('sign-on', problem)
  if (begun && !begun.link && begun.to !== admin) url.searchParams.set('redirect', begun.to)
  const forget = [forgetBegun(siteOf(req))]
  // The page of an account needs the strict cookie of the session.
  return begun?.link ? leadOn(url.pathname + url.search, forget) : leadTo(url.pathname + url.search, forget)
}

const within = <T>({ payload }: PayloadRequest, work: (req: PayloadRequest) => Promise<T>): Promise<T> =>
  inOwnTransaction({ payload }, work, {
    name: 'a sign-in at the identity provider',
    // Somebody who signs in twice at once is linked once: the second finds the link of the first.
    again: (error) => error instanceof HeadMoved || error instanceof ValidationError || isTransient(error),
  })

/** Begins a session, as Payload does after the right password. */
async function enter(
  req: PayloadRequest,
  account: string,
): Promise<{ cookies: string[]; token: string } | null> {
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
  return { token, cookies: [String(cookie), ...(req.responseHeaders?.getSetCookie() ?? [])] }
}

/** What the answer of the provider comes to. */
async function settled(req: PayloadRequest, begun: Begun, identity: Identity): Promise<Response> {
  const asked = { clock: systemClock }
  const { link } = begun
  if (link) {
    const problem = await within(req, (mine) => linkOwn({ ...asked, req: mine }, identity, link))
    const { admin } = req.payload.config.routes
    return problem
      ? stop(req, problem, begun)
      : leadOn(`${admin}/account?sign-on=linked`, [forgetBegun(siteOf(req))])
  }
  const person = await within(req, (mine) => signOn({ ...asked, req: mine }, identity))
  if (typeof person === 'string') return stop(req, person, begun)
  const entered = await enter(req, person.id)
  return entered
    ? leadOn(begun.to, [...entered.cookies, forgetBegun(siteOf(req))])
    : stop(req, 'unknown', begun)
}

const notHere = (): never => {
  throw new APIError('This site has no identity provider to sign in at.', 404, undefined, true)
}

const hasToWait = (error: unknown): boolean => error instanceof APIError && error.status === 429

/** @throws {APIError} unless a session signed in, or proved its second factor, a short while ago. */
function linkOf(req: PayloadRequest): Begun['link'] {
  const standing = standingIn(req)
  if (!req.user || !standing || standing.limited || !maySetUp(standing, systemClock.now()))
    throw new APIError(
      'You signed in too long ago for this. Log out, sign in again with your password, and link your account then.',
      403,
      { because: 'state' },
      true,
    )
  return { account: String(req.user.id), session: sessionIn(req) ?? '' }
}

/** Leads to the provider. No transaction is open while it is asked. */
async function begin(
  req: PayloadRequest,
  provider: Provider,
  begun: Omit<Begun, 'checks'>,
): Promise<Response> {
  try {
    await countSignOn(req)
    const { url, checks } = await beginSignOn(provider, answerUrl(req).href, systemClock.now())
    return leadTo(url, [keepBegun(siteOf(req), { ...begun, checks }, systemClock.now())])
  } catch (error) {
    if (hasToWait(error)) return stop(req, 'tries', begun)
    if (!(error instanceof ProviderProblem)) throw error
    req.payload.logger.error({ err: error.cause }, 'the identity provider does not answer')
    return stop(req, 'unavailable', begun)
  }
}

async function end(req: PayloadRequest, provider: Provider): Promise<Response> {
  const begun = readBegun(siteOf(req), req.headers.get('cookie'), systemClock.now())
  const answered = answerUrl(req)
  answered.search = new URL(req.url ?? '', answered).search
  if (!begun || answered.searchParams.get('state') !== begun.checks.state) return stop(req, 'ended', begun)
  if (answered.searchParams.has('error')) return stop(req, 'ended', begun)
  let identity: Identity
  try {
    await countSignOn(req)
    identity = await endSignOn(provider, answered, begun.checks, systemClock.now())
  } catch (error) {
    if (hasToWait(error)) return stop(req, 'tries', begun)
    req.payload.logger.error({ err: error }, 'the answer of the identity provider cannot be trusted')
    return stop(req, 'untrue', begun)
  }
  return settled(req, begun, identity)
}

const provided = (): Provider => env().singleSignOn ?? notHere()

/** Signing in at the identity provider (OpenID Connect, authorization code with PKCE), and linking an account to it. */
export const singleSignOn: Routes = [
  {
    path: `${PATH}/begin`,
    method: 'get',
    handler: (req) => begin(req, provided(), { to: pageOf(req, req.query.to), link: null }),
  },
  {
    path: `${PATH}/link`,
    method: 'get',
    handler: (req) => begin(req, provided(), { to: req.payload.config.routes.admin, link: linkOf(req) }),
  },
  { path: `${PATH}/answer`, method: 'get', handler: (req) => end(req, provided()) },
]
