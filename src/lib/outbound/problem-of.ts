import { OutboundProblem, type OutboundReason } from './problem.ts'

/** Meaning of socket, DNS, TLS and HTTP error codes. */
const CODES: Readonly<Record<string, OutboundReason>> = {
  ENOTFOUND: 'no-such-host',
  ENODATA: 'no-such-host',
  EAI_AGAIN: 'name-trouble',
  EAI_FAIL: 'name-trouble',
  ECONNREFUSED: 'no-connection',
  EHOSTUNREACH: 'no-connection',
  ENETUNREACH: 'no-connection',
  EADDRNOTAVAIL: 'no-connection',
  EHOSTDOWN: 'no-connection',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'broke-off',
  EPIPE: 'broke-off',
  UND_ERR_SOCKET: 'broke-off',
  HPE_INVALID_EOF_STATE: 'broke-off',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'broke-off',
  UND_ERR_HEADERS_OVERFLOW: 'not-http',
  UND_ERR_ABORTED: 'stopped',
  UND_ERR_CLOSED: 'stopped',
  UND_ERR_DESTROYED: 'stopped',
  ABORT_ERR: 'stopped',
  CERT_HAS_EXPIRED: 'certificate-ended',
  CERT_NOT_YET_VALID: 'certificate-not-yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-of-another',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-unknown',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-unknown',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-unknown',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-unknown',
  CERT_UNTRUSTED: 'certificate-unknown',
  CERT_REVOKED: 'certificate-unknown',
  INVALID_CA: 'certificate-unknown',
  INVALID_PURPOSE: 'certificate-unknown',
  CERT_SIGNATURE_FAILURE: 'certificate-unknown',
  EPROTO: 'tls',
}

const reasonOf = (code: string): OutboundReason | undefined =>
  CODES[code] ??
  (/^ERR_(SSL|TLS)_/.test(code)
    ? 'tls'
    : /^(HPE_|UND_ERR_HTTP|UND_ERR_INVALID)/.test(code)
      ? 'not-http'
      : undefined) ??
  (/^(ERR_BROTLI|Z_|ZSTD_|ERR_ZSTD)/.test(code) || code.startsWith('ERR__ERROR_') ? 'encoding' : undefined)

/** The error of a request and its causes. */
function* within(error: unknown, depth = 0): Generator<Error & { code?: unknown }> {
  if (!(error instanceof Error) || depth > 5) return
  yield error
  yield* within(error.cause, depth + 1)
  if (error instanceof AggregateError) for (const each of error.errors) yield* within(each, depth + 1)
}

/** Maps an error of a request to a problem. Unknown errors count as a broken connection. */
export function problemOf(error: unknown, url: string): OutboundProblem {
  for (const each of within(error)) if (each instanceof OutboundProblem) return each
  for (const each of within(error)) {
    const reason = typeof each.code === 'string' ? reasonOf(each.code) : undefined
    if (reason) return new OutboundProblem(reason, url, { cause: error })
    if (each.name === 'HTTPParserError') return new OutboundProblem('not-http', url, { cause: error })
    if (each.name === 'AbortError') return new OutboundProblem('stopped', url, { cause: error })
  }
  return new OutboundProblem('broke-off', url, { cause: error })
}
