// Removes a release in a process of its own, which a preload may kill: `node prune-process.ts <data> <release>`.
import { finishRemovals, removeRelease, removeUnshared } from '#pipelines/release/prune.ts'

const [dataDir = '', name = ''] = process.argv.slice(2)
await finishRemovals(dataDir)
await removeRelease(dataDir, name)
await removeUnshared(dataDir)
