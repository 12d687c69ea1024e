// A worker in a process of its own, which tests stop in the midst of a kind of work:
// `node worker-process.ts <where> <key>` halts at the first write after it has taken what has a key that begins so.
// `write`: the write never happens; `fence`: it halts before it asks whether it still holds the work, until it is told
// to go on; `slow`: it goes on when it is told to stop.
import type { Where } from 'payload'
import { openContext } from '#cli/context.ts'
import { createLog } from '#lib/log.ts'
import { startWorker } from '#worker/jobs/start.ts'

export type Halt = 'write' | 'fence' | 'slow' | 'never'
export type Said = 'ready' | 'midst' | 'stopped'

const [halt = 'never', begins = ''] = process.argv.slice(2) as [Halt?, string?]
const say = (said: Said): void => void process.send?.(said)
const context = await openContext()
const db = context.payload.db as unknown as Record<string, (args: Asked) => Promise<unknown>>

interface Asked {
  collection: string
  data?: { key?: string; holder?: string | null }
  where?: Where
}

let taken = false
let halted = false
let goOn: () => void = () => undefined
const told = new Promise<void>((resolve) => (goOn = resolve))

/** Whether a write takes the work in whose midst this process is to be stopped. */
const takes = ({ collection, data, where }: Asked): boolean =>
  collection === 'leases' &&
  typeof data?.holder === 'string' &&
  (data.key ?? JSON.stringify(where)).includes(begins)

const midst = async (): Promise<void> => {
  if (halted) return
  halted = true
  say('midst')
  await (halt === 'write' ? new Promise(() => undefined) : told)
}

if (halt !== 'never')
  for (const name of ['create', 'updateOne', 'deleteMany', 'findOne']) {
    const write = db[name]?.bind(db)
    if (!write) throw new Error(`The database has no ${name}.`)
    db[name] = async (args) => {
      const isFence = args.collection === 'leases' && (name === 'findOne' || name === 'updateOne')
      if (taken && (halt === 'fence' ? isFence : name !== 'findOne' && args.collection !== 'leases'))
        await midst()
      const done = await write(args)
      if (done !== null && (name === 'create' || name === 'updateOne') && takes(args)) taken = true
      return done
    }
  }

process.on('message', (said) => said === 'go on' && goOn())
process.on('disconnect', () => process.exit(0))
const worker = startWorker(context, createLog(context.env.logLevel))
process.once('SIGTERM', () => {
  goOn()
  void worker.stop().then(async () => {
    await context.payload.destroy()
    say('stopped')
    process.exit(0)
  })
})
say('ready')
