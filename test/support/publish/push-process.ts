// Pushes the current release in a process of its own, and kills it at a step: `node push-process.ts <data> <target>
// <step> <how often it is reached before>`.
import { pushToFolder } from '#pipelines/push/folder.ts'
import { pushingOf } from './pushing.ts'

const [dataDir = '', target = '', step = '', times = '1'] = process.argv.slice(2)
let left = Number(times)
const reached = (now: string): void => {
  if (now === step && (left -= 1) === 0) process.kill(process.pid, 'SIGKILL')
}
await pushToFolder(target, await pushingOf(dataDir, { reached }))
