// Pushes the current release to a folder or bucket in a process of its own, which says when it has begun and, if it is
// told to, kills itself at a step: `node push-begun-process.ts <data> <address> [<step> <how often it is reached>]`.
import { targetsOf } from '#domain/publish/targets.ts'
import { pushToBucket } from '#pipelines/push/bucket.ts'
import { pushToFolder } from '#pipelines/push/folder.ts'
import { pushingOf } from './pushing.ts'

const [dataDir = '', address = '', step = '', times = '1'] = process.argv.slice(2)
let left = Number(times)
const reached = (now: string): void => {
  if (now === 'begun') process.stdout.write('begun\n')
  if (now === step && (left -= 1) === 0) process.kill(process.pid, 'SIGKILL')
}
const pushing = await pushingOf(dataDir, { reached })
const [target] = targetsOf(address)
if (target?.kind === 'folder') await pushToFolder(target.path, pushing)
if (target?.kind === 'bucket') await pushToBucket(target, pushing)
