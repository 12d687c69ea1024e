import { readFileSync } from 'node:fs'
import type { Configuration } from 'openid-client'
import type { Identity } from '#domain/desk/single-sign-on.ts'

/** The identity provider that staff may sign in at, as the settings name it. */
export interface Provider {
  issuer: string
  clientId: string
  /** File of the secret that the provider gave this site. */
  secretFile: string
  /** As people know it. */
  name: string
}

/** What a sign-in is checked against when its answer comes. */
export interface Checks {
  state: string
  nonce: string
  /** PKCE (RFC 7636). */
  verifier: string
}

export class ProviderProblem extends Error {
  override name = 'ProviderProblem'
}

/** Seconds in which the provider answers each request. */
const PATIENCE = 10
/** Milliseconds for which what a provider publishes about itself is not read again. */
const KEPT = 3_600_000

/** Loaded with the first sign-in: it takes memory that nobody else needs. */
const openid = () => import('openid-client')

let kept: { key: string; until: number; found: Promise<Configuration> } | null = null

/** Asks the provider what it says about itself. @throws {Error} if it does not answer, or says nothing of use. */
export async function discovered({ issuer, clientId, secretFile }: Provider): Promise<Configuration> {
  const {
    allowInsecureRequests,
    ClientSecretBasic,
    ClientSecretPost,
    discovery,
    enableNonRepudiationChecks,
  } = await openid()
  const secret = readFileSync(secretFile, 'utf8').trim()
  const server = new URL(issuer)
  // The settings allow http on this machine alone.
  const execute = server.protocol === 'http:' ? [allowInsecureRequests] : []
  const about = await discovery(server, clientId, undefined, ClientSecretBasic(secret), {
    execute,
    timeout: PATIENCE,
  })
  // Basic is what a provider takes that names nothing (OpenID Connect Discovery 1.0, 3).
  const methods = about.serverMetadata().token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const found = methods.includes('client_secret_basic')
    ? about
    : await discovery(server, clientId, undefined, ClientSecretPost(secret), { execute, timeout: PATIENCE })
  enableNonRepudiationChecks(found)
  return found
}

/** What the provider says about itself. A failure is not kept. */
function configurationOf(provider: Provider, now: number): Promise<Configuration> {
  const key = JSON.stringify(provider)
  if (kept?.key === key && now < kept.until) return kept.found
  const found = discovered(provider)
  kept = { key, until: now + KEPT, found }
  found.catch(() => {
    if (kept?.found === found) kept = null
  })
  return found
}

/**
 * Begins a sign-in.
 * @returns the address at the provider to go to, and what to check its answer against.
 * @throws {ProviderProblem} if the provider does not answer.
 */
export async function beginSignOn(
  provider: Provider,
  redirectUri: string,
  now: Date,
): Promise<{ url: string; checks: Checks }> {
  const {
    buildAuthorizationUrl,
    calculatePKCECodeChallenge,
    randomNonce,
    randomPKCECodeVerifier,
    randomState,
  } = await openid()
  const configuration = await configurationOf(provider, now.getTime()).catch((error: unknown) => {
    throw new ProviderProblem('the provider says nothing about itself', { cause: error })
  })
  const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid email',
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: await calculatePKCECodeChallenge(checks.verifier),
    code_challenge_method: 'S256',
  })
  return { url: url.href, checks }
}

const textIn = (claims: object, name: string): string | null => {
  const value: unknown = Reflect.get(claims, name)
  return typeof value === 'string' && value !== '' ? value : null
}

/**
 * Ends a sign-in: exchanges the code, and checks the signature, issuer, audience, age, state and nonce of the answer.
 * @param answered the whole address at which the answer came.
 * @throws {Error} if anything is not as it must be.
 */
export async function endSignOn(
  provider: Provider,
  answered: URL,
  { state, nonce, verifier }: Checks,
  now: Date,
): Promise<Identity> {
  const { authorizationCodeGrant, fetchUserInfo } = await openid()
  const configuration = await configurationOf(provider, now.getTime())
  const tokens = await authorizationCodeGrant(configuration, answered, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('the provider gave no ID token')
  const { iss: issuer, sub: subject } = claims
  // Many providers tell the address at their UserInfo endpoint alone.
  const asks =
    textIn(claims, 'email') === null && configuration.serverMetadata().userinfo_endpoint !== undefined
  const about = asks ? await fetchUserInfo(configuration, tokens.access_token, subject) : claims
  const isVerified = Reflect.get(about, 'email_verified') === true
  return {
    issuer,
    subject,
    email: isVerified ? (textIn(about, 'email')?.toLowerCase().trim() ?? null) : null,
  }
}
