import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { TLSSocket } from 'node:tls'
import { buildConnector } from 'undici'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import { plainAddress, whyNotPublic } from './address.ts'
import type { Allowed } from './allowed.ts'
import { OutboundProblem } from './problem.ts'

/** Resolves a name to all its addresses. */
export type Resolve = (hostname: string) => Promise<{ address: string; family: number }[]>

/** Names below `localhost` are this machine, whatever the system resolver says (RFC 6761, 6.3). */
const LOOPBACK = /\.localhost\.?$/i

export const systemResolve: Resolve = async (hostname) =>
  LOOPBACK.test(hostname) ? [{ address: '127.0.0.1', family: 4 }] : systemLookup(hostname, { all: true })

export interface Guard {
  allowed: Allowed
  resolve: Resolve
  /** Milliseconds to establish a connection, including name lookup and certificate check. */
  connectTimeout: number
  /** Certificates trusted instead of the default ones. */
  ca: string[] | undefined
  onCertificate(origin: string, endsOn: LegalDate): void
}

/** Milliseconds before the host's next address is tried: Node's quarter second is too short for distant hosts. */
const NEXT_ADDRESS = 2_000

/** The last full day on which a certificate is valid, in UTC. */
const lastDay = (validTo: string): LegalDate => dayIn('UTC', new Date(Date.parse(validTo) - 1_000))

/**
 * Opens connections to public addresses only. The checked addresses are passed to the socket, which does no lookup
 * of its own: a name can't resolve differently between check and use (DNS rebinding).
 */
export function guardedConnect(guard: Guard): buildConnector.connector {
  return (options, callback) => {
    const { hostname, protocol } = options
    const port = Number(options.port) || (protocol === 'https:' ? 443 : 80)
    const url = `${protocol}//${options.host ?? hostname}/`
    const check = (address: string): void => {
      const why = whyNotPublic(address)
      if (why !== null && !guard.allowed(hostname, port) && !guard.allowed(address, port))
        throw new OutboundProblem('not-public', url, { detail: `${why}.` })
    }
    const addresses = async (): Promise<{ address: string; family: number }[]> => {
      const found = await guard.resolve(hostname)
      if (found.length === 0) throw new OutboundProblem('no-such-host', url)
      for (const { address } of found) check(address)
      return found.map(({ address }) => ({ address, family: isIP(address) }))
    }
    const lookup: LookupFunction = (_name, { all }, done) => {
      addresses().then(
        (found) => (all ? done(null, found) : done(null, found[0]?.address ?? '', found[0]?.family)),
        (error: Error) => done(error, ''),
      )
    }
    if (plainAddress(hostname) !== null)
      try {
        check(hostname)
      } catch (error) {
        return callback(error as Error, null)
      }
    const connect = buildConnector({
      timeout: guard.connectTimeout,
      allowH2: false,
      lookup,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS,
      rejectUnauthorized: true,
      ...(guard.ca ? { ca: guard.ca } : {}),
    })
    connect({ hostname, host: options.host, protocol, port: options.port }, (error, socket) => {
      if (error) return callback(error, null)
      if (socket instanceof TLSSocket) {
        const { valid_to } = socket.getPeerCertificate()
        if (valid_to) guard.onCertificate(`https://${options.host ?? hostname}`, lastDay(valid_to))
      }
      callback(null, socket)
    })
  }
}
