import { plainAddress } from './address.ts'

/** Hosts that may be asked though they are not public: names or addresses, each with a port or for all of them. */
export type Allowed = (host: string, port: number) => boolean

const PART = /^(\[[^\]]+\]|[^\s:/[\]]+)(?::(\d{1,5}))?$/

/** One form of a host: an address plainly, a name in lower case. */
const form = (host: string): string => plainAddress(host) ?? host.toLowerCase().replace(/\.$/, '')

/**
 * Reads `intranet.example.org, 10.0.0.7:8080, [fd00::7]`.
 * @throws {RangeError} naming what is no host.
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
