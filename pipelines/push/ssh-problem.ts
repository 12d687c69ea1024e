import type { SshTarget } from '#domain/publish/targets.ts'
import { PushFailed } from './release.ts'

/** A program that failed: how it ended, and what it wrote. */
export interface Failed {
  /** Null where it was ended from outside. */
  code: number | null
  stderr: string
}

type Words = (target: SshTarget) => string

const at = ({ host, port }: SshTarget): string => (port === 22 ? host : `port ${port} of ${host}`)

/** What ssh and rsync write, and what it means: the first that fits. */
const MEANINGS: readonly [RegExp, Words][] = [
  [
    /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    ({ host }) =>
      `${host} has another key than SSH_KNOWN_HOSTS_FILE names. Somebody may stand between: ask who runs it, and only then replace the key.`,
  ],
  [
    /Host key verification failed|No .* host key is known/,
    (target) =>
      `The key of ${at(target)} is not known. Compare it with what its owner says, then add it to SSH_KNOWN_HOSTS_FILE (ssh-keyscan prints it).`,
  ],
  [
    /UNPROTECTED PRIVATE KEY FILE|bad permissions/,
    () => 'Others may read the file in SSH_KEY_FILE. Make it readable by its owner only (chmod 600).',
  ],
  [
    /Identity file .* not accessible|Load key/,
    () =>
      'The key in SSH_KEY_FILE cannot be read. Name the file of a private key that has no passphrase, readable by this account.',
  ],
  [
    /Permission denied \(|Too many authentication failures/,
    ({ user, host }) =>
      `${host} does not accept the key in SSH_KEY_FILE for ${user}. Add its public half to that account’s authorized_keys.`,
  ],
  [
    /Could not resolve hostname/,
    ({ host }) => `There is no host named ${host}. Correct PUBLISH_TO, or look at the name server.`,
  ],
  [
    /Connection refused|Connection timed out|timed out during|No route to host|Network is unreachable|Connection (reset|closed) by|kex_exchange_identification|Timeout, server|Broken pipe/,
    (target) => `${at(target)} does not answer.`,
  ],
  [
    /rsync: (command )?not found|rsync: No such file/,
    ({ host }) => `There is no rsync on ${host}. Install it there.`,
  ],
  [
    /No space left on device|Disk quota exceeded/,
    ({ host, path }) => `The disk that holds ${path} on ${host} is full. Make room there.`,
  ],
  [
    /Read-only file system/,
    ({ host, path }) => `The disk that holds ${path} on ${host} can only be read. Make it writable.`,
  ],
  [
    /(unrecognized|invalid|illegal) option/,
    ({ host }) => `The tools of ${host} are others than needed: rsync 3, and mv of GNU or BusyBox.`,
  ],
  [
    /Not a directory|File exists|cannot overwrite/,
    ({ host, path }) =>
      `A file stands where a folder is needed, or the other way, in ${path} on ${host}. Move it away.`,
  ],
  [
    /Permission denied|Operation not permitted/,
    ({ user, host, path }) => `${user} may not write in ${path} on ${host}. Give it the folder.`,
  ],
]

/** The last line that a program wrote, as one may show it. */
const lastLine = (text: string): string =>
  (text.trim().split('\n').at(-1) ?? '')
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '')
    .trim()
    .slice(0, 200)

/** What went wrong on another machine, in words that hold nothing secret. */
export function sshProblem({ code, stderr }: Failed, target: SshTarget): PushFailed {
  const known = MEANINGS.find(([pattern]) => pattern.test(stderr))
  if (known) return new PushFailed(known[1](target))
  if (code === 30 || code === 35) return new PushFailed(`${at(target)} does not answer.`)
  const said = lastLine(stderr)
  return new PushFailed(
    `It could not be written on ${target.host}${said === '' ? ` (code ${code ?? 'none'})` : `: ${said}`}`.replace(
      /[^.]$/,
      '$&.',
    ),
  )
}
