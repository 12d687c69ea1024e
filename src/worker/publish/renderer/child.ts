// A child process of the server: it renders, prints and compresses at low priority, so that readers and editors
// come first. It has no database: its parent hands it what to render from.
import { giveWay } from '#lib/priority.ts'

giveWay()
// The parent decides what a signal means; when the parent is gone, so is the channel.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
const { listen } = await import('./listen.ts')
listen()
