// A worker in its own process, which tests stop midway through a kind of work:
// `node worker-process.ts <where> <key>` halts at the first write after it has claimed a lease whose key has that
// prefix.
// `write`: the write never happens; `fence`: it halts before it checks its claim, until told to continue;
// `slow`: it continues when it is told to stop.
import type { Where } from 'payload'
import { openContext } from '#cli/context.ts'
import { createLog } from '#lib/log.ts'
import { startWorker } from '#worker/jobs/start.ts'
import { standIn } from './stand-in.ts'

export type Halt = 'write' | 'fence' | 'slow' | 'never'
export type Said = 'ready' | 'midst' | 'stopped'

const [halt = 'never', begins = ''] = process.argv.slice(2) as [Halt?, string?]
const say = (said: Said): void => void process.send?.(said)
const context = await openContext()
const db = standIn<Record<string, (args: Asked) => Promise<unknown>>>(context.payload.db)

interface Asked {
  collection: string
  data?: { key?: string; holder?: string | null; doneAt?: string | null }
  where?: Where
}

let taken = false
let halted = false
let goOn: () => void = () => undefined
const told = new Promise<void>((resolve) => (goOn = resolve))

/** The lease key of a call. */
const keyOf = ({ data, where }: Asked): string =>
  data?.key ?? /"key":\{"equals":"([^"]+)"/.exec(JSON.stringify(where ?? {}))?.[1] ?? ''

const isItsLease = (args: Asked): boolean => args.collection === 'leases' && keyOf(args).startsWith(begins)

const claims = (args: Asked): boolean => isItsLease(args) && typeof args.data?.holder === 'string'

/** Whether this call, after the claim, is where the process halts. */
function isMidst(name: string, args: Asked): boolean {
  if (halt === 'fence') return (name === 'findOne' || name === 'updateOne') && isItsLease(args)
  if (name === 'findOne') return false
  // Before the first transaction: inside it rows may bypass these calls, and others may wait for it.
  if (name === 'beginTransaction') return true
  // A slot's only write may be the one that marks it done. Mails are sent outside the transaction.
  if (args.collection === 'leases') return isItsLease(args) && Boolean(args.data?.doneAt)
  return !(args.collection === 'outbox' && name === 'updateOne')
}

const midst = async (): Promise<void> => {
  // The first call to get here halts the process's other work, too.
  if (!halted) say('midst')
  halted = true
  await (halt === 'write' ? new Promise(() => undefined) : told)
}

if (halt !== 'never')
  for (const name of ['create', 'updateOne', 'deleteMany', 'findOne', 'beginTransaction']) {
    const call = db[name]?.bind(db)
    if (!call) throw new Error(`The database has no ${name}.`)
    db[name] = async (args) => {
      if (taken && isMidst(name, args)) await midst()
      const done = await call(args)
      if (done !== null && (name === 'create' || name === 'updateOne') && claims(args)) taken = true
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
