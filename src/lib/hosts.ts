import { domainToASCII } from 'node:url'
import { isThisMachine } from '#domain/publish/site-address.ts'

/** A host in the one form in which hosts are compared. */
interface Host {
  /** Lower-case name without a trailing dot, IPv4 address, or IPv6 address in brackets. */
  name: string
  /** Null if none is written. */
  port: number | null
}

/** A host that this server answers for; null is every port. */
interface Own {
  name: string
  ports: readonly (number | null)[] | null
}

/** The hosts that a server answers for. */
export interface OwnHosts {
  listed: readonly Own[]
  /** Whether it answers for every name of the machine itself: a trial, which nobody else can reach by these. */
  trial: boolean
}

/** RFC 3986, 3.2.2: without escapes, which no client sends. */
const HOST = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9_][a-z0-9_.-]{0,253})(?::(\d{0,5}))?$/i

/** @returns null if the text is not written as hosts are. */
function hostOf(text: string): Host | null {
  const [, written = '', digits = ''] = HOST.exec(text) ?? []
  const name = written.toLowerCase().replace(/\.$/, '')
  const port = digits === '' ? null : Number(digits)
  if (written.includes('..') || (port ?? 0) > 65_535 || !URL.canParse(`http://${name}`)) return null
  return { name: name.startsWith('[') ? new URL(`http://${name}`).hostname : name, port }
}

/**
 * Parses `www.example.org, www.example.org:8443, [2001:db8::7]`: each with one port, or for all.
 * @throws {RangeError} naming what is none.
 */
export function listedHosts(text: string): Own[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const host = hostOf(part.replace(/^[^\s:/?#@\\[\]]+/, domainToASCII))
      if (host === null)
        throw new RangeError(
          `“${part}” is no host: write www.example.org, www.example.org:8443 or [2001:db8::7]`,
        )
      return { name: host.name, ports: host.port === null ? null : [host.port] }
    })
}

/** The host of an address of ours: with the port it names, or without one. Port 0 is one that the system chooses. */
function hostOfAddress(address: string): Own {
  const { hostname, port, protocol } = new URL(address)
  const name = hostname.replace(/\.$/, '')
  if (port === '0') return { name, ports: null }
  return { name, ports: port === '' ? [null, protocol === 'https:' ? 443 : 80] : [Number(port)] }
}

/** The hosts that the settings name. */
export function ownHosts(settings: {
  publicUrl: string
  serverUrl: string | null
  subscribeUrl: string
  allowedHosts: string
}): OwnHosts {
  const { publicUrl, serverUrl, subscribeUrl, allowedHosts } = settings
  const addresses = [publicUrl, subscribeUrl, ...(serverUrl === null ? [] : [serverUrl])]
  return {
    listed: [...addresses.map(hostOfAddress), ...listedHosts(allowedHosts)],
    trial: isThisMachine(publicUrl),
  }
}

/** By which hosts a request asks, as it was sent. */
export interface Asked {
  /** Its lines “Host”, none in old HTTP. */
  hosts: readonly string[]
  /** The host of a target in absolute form, which counts in place of “Host” (RFC 9112, 3.2.2); null for a path. */
  absolute: string | null
  /** What a trusted proxy says that it was asked for. */
  forwarded: readonly string[]
}

export type Answerable =
  | { is: 'ours' }
  /** @property host as it was written; empty if the request names none. */
  | { is: 'another'; host: string }
  | { is: 'unreadable' }

/** Whether a request is for this server, whatever it asks for. All hosts that count must be ours. */
export function answerable({ listed, trial }: OwnHosts, { hosts, absolute, forwarded }: Asked): Answerable {
  const [host = '', ...more] = hosts
  const written = [host, absolute ?? '', ...forwarded]
  if (more.length > 0 || written.some((text) => text !== '' && hostOf(text) === null))
    return { is: 'unreadable' }
  const isOurs = (text: string): boolean => {
    const asked = hostOf(text)
    if (asked === null) return false
    if (trial && isThisMachine(`http://${asked.name}`)) return true
    return listed.some(
      ({ name, ports }) => name === asked.name && (ports === null || ports.includes(asked.port)),
    )
  }
  const another = [absolute ?? host, ...forwarded].find((text) => !isOurs(text))
  return another === undefined ? { is: 'ours' } : { is: 'another', host: another }
}
