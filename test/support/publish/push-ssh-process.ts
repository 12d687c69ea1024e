// Pushes the current release over SSH in a process of its own, and kills it at a step: `node push-ssh-process.ts <data>
// <address> <key> <known hosts> <step> <how often it is reached before>`.
import { join } from 'node:path'
import { targetsOf, type SshTarget } from '#domain/publish/targets.ts'
import { pushOverSsh } from '#pipelines/push/ssh.ts'
import { pushingOf } from './pushing.ts'

const [dataDir = '', address = '', keyFile = '', knownHosts = '', step = '', times = '1'] =
  process.argv.slice(2)
let left = Number(times)
const reached = (now: string): void => {
  if (now === step && (left -= 1) === 0) process.kill(process.pid, 'SIGKILL')
}
const settings = {
  keyFile,
  knownHosts,
  searchPath: process.env.PATH ?? '',
  staging: join(dataDir, 'push', 'x'),
}
await pushOverSsh(targetsOf(address)[0] as SshTarget, await pushingOf(dataDir, { reached }), settings)
