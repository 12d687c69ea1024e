import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Adapter, type AdapterPayload } from 'oidc-provider'

/** Somebody with an account at the provider. */
export interface Known {
  sub: string
  email?: string
  email_verified?: boolean
}

export interface IdentityProvider {
  issuer: string
  clientId: string
  secret: string
  /** Who signs in there next. */
  who: Known
  /** Whether they are asked on a page, instead of being let in at once. */
  asks: boolean
  redirectUri: string
  stop(): Promise<void>
}

interface Options {
  /** The address of this site to which answers go; it may be set later. */
  redirectUri?: string
  /** Whether the address is told in the ID token, or at the UserInfo endpoint alone. */
  inToken?: boolean
  method?: 'client_secret_basic' | 'client_secret_post'
  /** The methods of PKCE that it says it knows; null if it says nothing of them. */
  pkce?: readonly string[] | null
}

const CLIENT = 'recourse'
const SECRET = 'the secret of this site at the provider'

const JWKS = {
  keys: [
    {
      ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
      use: 'sig',
      alg: 'RS256',
    } as never,
  ],
}

/** Rows of one model of the provider, in memory. */
class Rows implements Adapter {
  readonly #rows = new Map<string, AdapterPayload>()

  #where(fits: (row: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
    return Promise.resolve([...this.#rows.values()].find(fits))
  }

  upsert(id: string, payload: AdapterPayload): Promise<undefined> {
    this.#rows.set(id, payload)
    return Promise.resolve(undefined)
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.#rows.get(id))
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#where((row) => row.uid === uid)
  }

  findByUserCode(code: string): Promise<AdapterPayload | undefined> {
    return this.#where((row) => row.userCode === code)
  }

  consume(id: string): Promise<undefined> {
    Object.assign(this.#rows.get(id) ?? {}, { consumed: Math.floor(Date.now() / 1000) })
    return Promise.resolve(undefined)
  }

  destroy(id: string): Promise<undefined> {
    this.#rows.delete(id)
    return Promise.resolve(undefined)
  }

  revokeByGrantId(grant: string): Promise<undefined> {
    for (const [id, { grantId }] of this.#rows) if (grantId === grant) this.#rows.delete(id)
    return Promise.resolve(undefined)
  }
}

/** The one site that the provider knows, as it is now. */
class Clients extends Rows {
  readonly #clientOf: () => AdapterPayload

  constructor(clientOf: () => AdapterPayload) {
    super()
    this.#clientOf = clientOf
  }

  override find(): Promise<AdapterPayload> {
    return Promise.resolve(this.#clientOf())
  }
}

const page = (uid: string, who: Known): string =>
  `<!doctype html><title>Example Organisation</title><h1>Example Organisation</h1><form method="post" action="/interaction/${uid}"><button id="let-in">Go on as ${who.email ?? who.sub}</button></form><a id="break-off" href="/interaction/${uid}/abort">Cancel</a>`

/** Has a provider name these methods of PKCE, or none at all. */
function sayOfPkce(provider: Provider, methods: readonly string[] | null): void {
  provider.use(async (context, next) => {
    await next()
    if (context.path === '/.well-known/openid-configuration')
      Object.assign(context.body as object, { code_challenge_methods_supported: methods ?? undefined })
  })
}

/** A certified OpenID Connect provider on this machine, whose people are who the test says they are. */
export async function startIdentityProvider({
  redirectUri = '',
  inToken = true,
  method = 'client_secret_basic',
  pkce = ['S256'],
}: Options = {}): Promise<IdentityProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const state = { who: { sub: 'nobody' } as Known, asks: false, redirectUri }
  const clientOf = (): AdapterPayload => ({
    client_id: CLIENT,
    client_secret: SECRET,
    redirect_uris: [state.redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: method,
  })
  const provider: Provider = new Provider(issuer, {
    adapter: (model) => (model === 'Client' ? new Clients(clientOf) : new Rows()),
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    jwks: JWKS,
    clientAuthMethods: [method],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: !inToken,
    pkce: { required: () => true },
    cookies: { keys: ['a key of the cookies of the test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...state.who }) }),
    // What is asked for is granted: there is nothing to consent to.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        accountId: oidc.session?.accountId ?? '',
        clientId: oidc.client?.clientId ?? '',
      })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  })
  sayOfPkce(provider, pkce)
  const answer = provider.callback()
  server.on('request', (request, response) => {
    const [, uid, abort] = /^\/interaction\/([^/]+)(\/abort)?/.exec(request.url ?? '') ?? []
    if (request.url === '/favicon.ico') return void response.writeHead(204).end()
    if (uid === undefined) return void answer(request, response)
    if (state.asks && request.method === 'GET' && !abort)
      return void response.setHeader('Content-Type', 'text/html').end(page(uid, state.who))
    const result = abort
      ? { error: 'access_denied' }
      : { login: { accountId: state.who.sub, remember: false } }
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })
  return Object.assign(state, { issuer, clientId: CLIENT, secret: SECRET, stop: () => stopped(server) })
}

async function stopped(server: Server): Promise<void> {
  if (!server.listening) return
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
