import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, type TestContext } from 'vitest'

/** Says when it listens, and each signal that it hears, and goes on until nothing more can come from its input. */
const PROGRAM = `
  import { stopSignal } from './src/cli/stop-signal.ts'
  void stopSignal()
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => console.log(signal))
  process.stdin.on('end', () => process.exit(0)).resume()
  console.log('ready')`

/** Longer than the time in which signals are the same wish. */
const LATER = 2_100

interface Told {
  child: ChildProcess
  /** Sends a signal, and waits until it was heard. */
  tell: (signal: NodeJS.Signals) => Promise<void>
}

describe.concurrent('a process that is told to stop', () => {
  async function start({ onTestFinished }: TestContext): Promise<Told> {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', PROGRAM], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    return {
      child,
      tell: async (signal) => {
        const heard = once(child.stdout, 'data')
        child.kill(signal)
        expect(String(await heard)).toBe(`${signal}\n`)
      },
    }
  }

  it.for(['SIGTERM', 'SIGINT'] as const)(
    'ends its work where %s comes twice, as from a terminal and from npm',
    async (signal, context) => {
      const { child, tell } = await start(context)
      await tell(signal)
      await tell('SIGINT')
      await tell(signal)
      const ended = once(child, 'exit')
      child.stdin?.end()
      expect(await ended).toEqual([0, null])
    },
  )

  it('ends at once where somebody asks again', async (context) => {
    const { child, tell } = await start(context)
    await tell('SIGTERM')
    await wait(LATER)
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    expect(await ended).toEqual([130, null])
  })
})
