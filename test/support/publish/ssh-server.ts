import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../server.ts'

const SSHD = ['/usr/sbin/sshd', '/usr/local/sbin/sshd'].find((path) => !spawnSync(path, ['-V']).error)
const lacks = (program: string): boolean => spawnSync(program, ['-V']).error !== undefined

/** True where sshd, ssh or rsync is not installed. */
export const noSsh = SSHD === undefined || lacks('ssh') || lacks('rsync')

export interface SshServer {
  /** Address of a folder on it, as `PUBLISH_TO` has it. */
  address(path: string): string
  /** The key that it accepts, another, and what names its own key. */
  keyFile: string
  otherKeyFile: string
  knownHosts: string
  port: number
  stop(): Promise<void>
}

function makeKey(file: string): void {
  const { status, stderr } = spawnSync('ssh-keygen', [
    '-q',
    '-t',
    'ed25519',
    '-N',
    '',
    '-C',
    'test',
    '-f',
    file,
  ])
  if (status !== 0) throw new Error(`No key: ${stderr.toString()}`)
}

const configuration = (folder: string, port: number, searchPath: string): string => `
ListenAddress 127.0.0.1
Port ${port}
HostKey ${folder}/host
PidFile none
AuthorizedKeysFile ${folder}/accepted.pub
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
SetEnv PATH=${searchPath}
MaxStartups 100
LogLevel ERROR
`

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

/**
 * A real sshd on the loopback, for the account that runs the tests.
 * @param searchPath where its sessions find programs.
 */
export async function startSshServer(searchPath = '/usr/local/bin:/usr/bin:/bin'): Promise<SshServer> {
  if (SSHD === undefined) throw new Error('There is no sshd here.')
  const folder = mkdtempSync(join(tmpdir(), 'recourse-ssh-'))
  for (const name of ['host', 'accepted', 'other']) makeKey(join(folder, name))
  const port = await freePort()
  writeFileSync(join(folder, 'config'), configuration(folder, port, searchPath))
  const [type, key] = readFileSync(join(folder, 'host.pub'), 'utf8').split(' ')
  writeFileSync(join(folder, 'known_hosts'), `[127.0.0.1]:${port} ${type} ${key}\n`)
  // Root’s sshd wants an empty folder here, which its service makes at each start.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const child = spawn(SSHD, ['-D', '-e', '-f', join(folder, 'config')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (let left = 200; !(await listens(port)); left -= 1) {
    if (left === 0 || child.exitCode !== null) throw new Error(`sshd does not listen:\n${output}`)
    await pause(50)
  }
  return {
    address: (path) => `ssh://${userInfo().username}@127.0.0.1:${port}${path}`,
    keyFile: join(folder, 'accepted'),
    otherKeyFile: join(folder, 'other'),
    knownHosts: join(folder, 'known_hosts'),
    port,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
