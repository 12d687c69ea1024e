import { link, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SshTarget } from '#domain/publish/targets.ts'
import { RELEASE, sequenceOf } from '#lib/release-names.ts'
import { publishedBytes } from './published.ts'
import {
  mustFollow,
  outdated,
  PushFailed,
  type PushedRelease,
  type Pushing,
  type PushReceipt,
} from './release.ts'
import { quoted, SshHost, type SshAccess } from './ssh-host.ts'

export type SshSettings = Omit<SshAccess, 'silence'> & {
  /** Folder for links to the files of the release, in the file system that holds them; emptied before and after. */
  staging: string
  /** Milliseconds of silence after which the other machine is given up. */
  silence?: number
}

const SILENCE = 30_000

/** Attempts to replace the link while others do. */
const TURNS = 5

/** Readable by a web server of another account, whatever the files are here. */
const CONTENTS = ['--recursive', '--perms', '--chmod=D755,F644', '--checksum', '--delete'] as const

/** What is in the folder there. */
interface There {
  /** What the link `current` holds; empty for none. */
  link: string
  /** Names in `releases`. */
  names: string[]
}

const namedBy = (link: string): string | null => {
  const name = link.split('/').at(-1) ?? ''
  return RELEASE.test(name) ? name : null
}

/** @throws {PushFailed} if a file is not as it was published. */
async function mustBeWhole(folder: string, { files }: PushedRelease): Promise<void> {
  for (const file of files) await publishedBytes(folder, file)
}

/** Links the files of the release into a folder of their own: rsync sends what lies in a folder. */
async function stage(folder: string, release: PushedRelease): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mustBeWhole(release.folder, release)
  for (const path of release.files.map((file) => file.path)) {
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 })
    await link(join(release.folder, path), join(folder, path))
  }
}

/** Lines of a script there begin with this; a shell may say other things as it starts. */
const MARK = 'recourse '

const marked = (lines: readonly string[], what: string): string[] =>
  lines.flatMap((line) =>
    line.startsWith(`${MARK}${what} `) ? [line.slice(MARK.length + what.length + 1)] : [],
  )

/** Every script stops at its first failure. */
const begun = (path: string): string => `set -eu\numask 022\npath=${quoted(path)}`

const LINK = `echo "${MARK}link $(readlink current || :)"`

/** Makes the folder if there is none, and looks at it. */
async function lookAt(host: SshHost, path: string): Promise<There> {
  const lines = await host.shell(`${begun(path)}
command -v rsync >/dev/null || { echo 'rsync: not found' >&2; exit 127; }
mkdir -p "$path/releases"
cd "$path"
${LINK}
ls -A releases | sed 's/^/${MARK}name /'`)
  return { link: marked(lines, 'link')[0] ?? '', names: marked(lines, 'name') }
}

/** Has what lies there outlive a failure of power; a plain `sync` waits for everything that others write. */
const onDisk = (path: string): string => `find ${path} -exec sync {} + 2>/dev/null || sync`

/**
 * Replaces the link in one step, if it still holds what was read: a reader gets the earlier release or this one.
 * @returns what the link holds then.
 */
async function replaceLink(
  host: SshHost,
  { path, name, before, part }: { path: string; name: string; before: string; part: string | null },
): Promise<string> {
  const lines = await host.shell(`${begun(path)}
cd "$path"
${onDisk(`releases/${part ?? name}`)}
if [ "$(readlink current || :)" = ${quoted(before)} ]; then
  ${part === null ? ':' : `mv -T releases/${part} releases/${name}`}
  rm -rf .current-${name}
  ln -s releases/${name} .current-${name}
  mv -T .current-${name} current
  ${onDisk('releases current')}
fi
${LINK}`)
  return marked(lines, 'link')[0] ?? ''
}

async function makeCurrentThere(
  host: SshHost,
  { path }: SshTarget,
  { there, part, pushing }: { there: There; part: string | null; pushing: Pushing },
): Promise<void> {
  const { name } = pushing.release
  let before = there.link
  for (let left = TURNS; left > 0; left -= 1) {
    await pushing.mayGoOut()
    mustFollow(namedBy(before), name, sequenceOf)
    const now = await replaceLink(host, { path, name, before, part })
    if (now === `releases/${name}`) return
    before = now
  }
  throw new PushFailed(
    'Others replace the link there all the time. Give each installation a target of its own.',
  )
}

/** Bytes of a file that is written to see whether one can be. */
const ROOM = 65_536

/** @throws {PushFailed} where nothing can be written: of a full disk rsync does not always get to say so. */
const mustHaveRoom = (host: SshHost, path: string): Promise<string[]> =>
  host.shell(`${begun(path)}
cd "$path"
trap 'rm -f .room' EXIT
head -c ${ROOM} /dev/zero >.room`)

/** Sends what is not there. @returns what was sent. */
async function fill(
  host: SshHost,
  { from, into, previous }: { from: string; into: string; previous: string | null },
  { path, reached }: { path: string } & Pick<Pushing, 'reached'>,
): Promise<PushReceipt> {
  const receipt = { sentFiles: 0, sentBytes: 0 }
  const options = [
    ...CONTENTS,
    '--out-format=%i %l',
    ...(previous === null ? [] : [`--link-dest=../${previous}`]),
  ]
  const sent = (line: string): void => {
    const [, bytes] = /^<f\S* (\d+)$/.exec(line) ?? []
    if (bytes === undefined) return
    receipt.sentFiles += 1
    receipt.sentBytes += Number(bytes)
    reached?.('sending')
  }
  try {
    await host.rsync(from, into, options, sent)
  } catch (error) {
    await mustHaveRoom(host, path)
    throw error
  }
  return receipt
}

/** Reads every file there again. @throws {PushFailed} naming one that differs. */
async function compare(host: SshHost, from: string, into: string): Promise<void> {
  const differing = await host.rsync(from, into, [...CONTENTS, '--dry-run', '--out-format=%n'])
  const [first] = differing.filter((line) => line !== './' && line !== '')
  if (first !== undefined)
    throw new PushFailed(
      `/${first.replace(/^deleting /, '')} is not there as it was sent. It is sent again at the next attempt.`,
    )
}

async function prune(host: SshHost, { path }: SshTarget, current: string): Promise<void> {
  const { names } = await lookAt(host, path)
  const old = outdated(
    names.filter((name) => RELEASE.test(name)),
    { current, sequenceOf },
  )
  const left = names.filter(
    (name) => /^\.\d{6,15}-[0-9a-f]+\.part$/.test(name) && sequenceOf(name) <= sequenceOf(current),
  )
  const paths = [...old, ...left].map((name) => `releases/${name}`)
  if (paths.length > 0) await host.shell(`${begun(path)}\ncd "$path"\nrm -rf ${paths.join(' ')}`)
}

async function toHost(
  host: SshHost,
  { target, pushing, staging }: { target: SshTarget; pushing: Pushing; staging: string },
): Promise<PushReceipt> {
  const { release, reached } = pushing
  const { name } = release
  const there = await lookAt(host, target.path)
  const before = namedBy(there.link)
  mustFollow(before, name, sequenceOf)
  reached?.('begun')
  await stage(staging, release)
  const part = there.names.includes(name) ? null : `.${name}.part`
  const into = `${target.path}/releases/${part ?? name}`
  const previous = before !== name && before !== null && there.names.includes(before) ? before : null
  const receipt = await fill(host, { from: staging, into, previous }, { path: target.path, reached })
  await compare(host, staging, into)
  // What was compared with the files there is still the release.
  await mustBeWhole(staging, release)
  reached?.('complete')
  await makeCurrentThere(host, target, { there, part, pushing })
  reached?.('current')
  await prune(host, target, name)
  reached?.('pruned')
  return receipt
}

/**
 * Pushes a release to a folder of another machine with rsync over SSH: `releases/<name>`, and the link `current`, as
 * into a folder of this one.
 * @throws {PushFailed} saying what is wrong.
 */
export async function pushOverSsh(
  target: SshTarget,
  pushing: Pushing,
  { staging, silence = SILENCE, ...access }: SshSettings,
): Promise<PushReceipt> {
  const host = new SshHost(target, { ...access, silence }, pushing.signal)
  try {
    return await toHost(host, { target, pushing, staging })
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}
