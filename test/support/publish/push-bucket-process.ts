// Pushes the current release in a process of its own, and kills it at a step: `node push-bucket-process.ts <data>
// <address> <step> <how often it is reached before>`.
import { targetsOf, type BucketTarget } from '#domain/publish/targets.ts'
import { pushToBucket } from '#pipelines/push/bucket.ts'
import { pushingOf } from './pushing.ts'

const [dataDir = '', address = '', step = '', times = '1'] = process.argv.slice(2)
let left = Number(times)
const reached = (now: string): void => {
  if (now === step && (left -= 1) === 0) process.kill(process.pid, 'SIGKILL')
}
await pushToBucket(targetsOf(address)[0] as BucketTarget, await pushingOf(dataDir, { reached }))
