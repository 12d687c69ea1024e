import { isPlainPath } from './plain-path.ts'

/** A folder of another machine, which rsync fills over SSH. */
export interface SshTarget {
  kind: 'ssh'
  /** Names the target everywhere. It never holds a secret. */
  address: string
  user: string
  host: string
  port: number
  path: string
}

const USER = /^[a-z_][a-z0-9_.-]*$/i
const HOST = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i
const EXAMPLE = 'ssh://user@host/path'

/**
 * A folder of another machine by its address, as in `ssh://user@host:22/srv/www`.
 * @throws {Error} without what follows a “:”, where people write passwords.
 */
export function sshTargetOf(address: string): SshTarget {
  if (!URL.canParse(address)) throw new Error(`“ssh:…” cannot be read: write ${EXAMPLE}`)
  const { username: user, password, hostname, port, pathname, search, hash } = new URL(address)
  if (password !== '')
    throw new Error(
      `“ssh://${USER.test(user) ? user : ''}:…” holds a password, which no address may: name the file of a key in SSH_KEY_FILE`,
    )
  if (!USER.test(user) || !HOST.test(hostname))
    throw new Error(`“ssh:…” names no user, or no host: write ${EXAMPLE}`)
  const path = pathname.replace(/\/$/, '')
  if (!isPlainPath(path) || search !== '' || hash !== '')
    throw new Error(
      `“ssh://${user}@${hostname}…” names no folder: write its full path, with letters, digits and . _ @ + - between its slashes, as in ${EXAMPLE}`,
    )
  return {
    kind: 'ssh',
    address,
    user,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 22),
    path,
  }
}
