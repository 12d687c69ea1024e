// A worker in its own process that is killed as it makes the second of several entries live, before that one's public
// change is written.
import { openContext } from '#cli/context.ts'
import { createLog } from '#lib/log.ts'
import { startWorker } from '#worker/jobs/start.ts'
import { standIn } from '../stand-in.ts'

const context = await openContext()
const db = standIn<Record<'create', (args: { collection: string }) => Promise<unknown>>>(context.payload.db)
const create = db.create.bind(db)
let changes = 0
db.create = async (args) => {
  if (args.collection === 'changes' && (changes += 1) === 2) process.kill(process.pid, 'SIGKILL')
  return create(args)
}
startWorker(context, createLog(context.env.logLevel))
