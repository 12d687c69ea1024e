import { isRecord } from '#domain/checks.ts'
import { discovered, type Provider } from './provider.ts'

/** What the provider says about itself, as far as somebody must know of it. */
export type ProviderState =
  | { state: 'ready' | 'silent-on-pkce' | 'without-pkce' }
  /** It does not answer, or what answers is no provider; `said` is what came instead. */
  | { state: 'unreachable' | 'no-provider'; said: string }
  /** It calls itself otherwise than the settings do. */
  | { state: 'other-issuer'; issuer: string }

/** The first cause of an error: what a library wraps says more than the wrapping. */
const causeOf = (error: unknown): string =>
  error instanceof Error
    ? error.cause instanceof Error
      ? causeOf(error.cause)
      : error.message
    : String(error)

const codeOf = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, 'code') : undefined)

/** Codes of `openid-client` for an answer that is no description of a provider. */
const NO_PROVIDER: readonly unknown[] = [
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
  'OAUTH_INVALID_RESPONSE',
]

function stateAfter(error: unknown): ProviderState {
  const cause = error instanceof Error ? error.cause : undefined
  if (codeOf(error) === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' && isRecord(cause) && isRecord(cause.body))
    return { state: 'other-issuer', issuer: String(cause.body.issuer) }
  if (!NO_PROVIDER.includes(codeOf(error))) return { state: 'unreachable', said: causeOf(error) }
  const said =
    cause instanceof Response
      ? `status ${cause.status}, ${cause.headers.get('content-type') ?? 'no type'}`
      : causeOf(error)
  return { state: 'no-provider', said }
}

/** Asks the provider what it says about itself, and signs in nobody. */
export async function lookAtProvider(provider: Provider): Promise<ProviderState> {
  try {
    const { code_challenge_methods_supported: methods } = (await discovered(provider)).serverMetadata()
    // Some providers know PKCE and do not say so; one that names methods knows no others.
    if (methods === undefined) return { state: 'silent-on-pkce' }
    return { state: methods.includes('S256') ? 'ready' : 'without-pkce' }
  } catch (error) {
    return stateAfter(error)
  }
}
