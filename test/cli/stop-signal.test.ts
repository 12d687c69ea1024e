import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'

/** Says when it listens and when it is told to stop, and takes three seconds and a half to end. */
const PROGRAM = `
  import { stopSignal } from './src/cli/stop-signal.ts'
  setInterval(() => undefined, 1000)
  const stop = stopSignal()
  console.log('ready')
  console.log(await stop)
  setTimeout(() => process.exit(0), 3500)`

describe('a process that is told to stop', () => {
  let child: ChildProcess

  async function start(): Promise<void> {
    child = spawn(process.execPath, ['--input-type=module-typescript', '-e', PROGRAM], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout!, 'data')
  }

  afterEach(() => {
    child.kill('SIGKILL')
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends its work where %s comes twice, as from a terminal and from npm',
    async (signal) => {
      await start()
      child.kill(signal)
      child.kill('SIGINT')
      await wait(100)
      child.kill(signal)
      expect(await once(child, 'exit')).toEqual([0, null])
    },
  )

  it('ends at once where somebody asks again', async () => {
    await start()
    child.kill('SIGTERM')
    await wait(2_500)
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([130, null])
  })
})
