// A process beside the one that serves: it renders, prints and compresses, and gives way to readers and editors. It knows
// no database: what it renders from is handed to it.
import { giveWay } from '#lib/priority.ts'

giveWay()
// Whoever started it decides what a signal means, and is gone when the channel is.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
const { listen } = await import('./listen.ts')
listen()
