import { plainAddress } from './address.ts'

/** Non-public hosts that requests may go to: names or addresses, each with one port or for all. */
export type Allowed = (host: string, port: number) => boolean

const PART = /^(\[[^\]]+\]|[^\s:/[\]]+)(?::(\d{1,5}))?$/

/** Canonical form of a host: a plain address, or a lower-case name. */
const form = (host: string): string => plainAddress(host) ?? host.toLowerCase().replace(/\.$/, '')

/**
 * Parses `intranet.example.org, 10.0.0.7:8080, [fd00::7]`.
 * @throws {RangeError} naming the invalid host.
 */
export function allowedHosts(text: string): Allowed {
  const allowed = new Set(
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => {
        const [, host, port] = PART.exec(part) ?? []
        if (host === undefined || Number(port ?? 1) > 65_535 || Number(port ?? 1) < 1)
          throw new RangeError(`“${part}” is no host: write intranet.example.org, 10.0.0.7:8080 or [fd00::7]`)
        return `${form(host)} ${port ?? '*'}`
      }),
  )
  return (host, port) => allowed.has(`${form(host)} ${port}`) || allowed.has(`${form(host)} *`)
}
