import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { KeptRenderer } from '#worker/publish/renderer/kept-renderer.ts'

/** Ids of the processes that render for a parent. */
const renderersOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const above = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]
        return (
          above === String(parent) &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('renderer/child.ts')
        )
      } catch {
        return false
      }
    })
    .map(Number)

const mine = (): number[] => renderersOf(process.pid)

describe.runIf(existsSync('/proc/self/stat'))('a renderer', () => {
  let kept = new KeptRenderer()
  afterEach(async () => {
    await kept.close()
    expect(mine()).toEqual([])
    kept = new KeptRenderer()
  })

  it('is the same one for the next publication with the same code and browser', async () => {
    const first = await kept.lend('code 1')
    kept.giveBack(first, 'code 1')
    expect(await kept.lend('code 1')).toBe(first)
    expect(mine()).toHaveLength(1)
    kept.giveBack(first, 'code 1')
  })

  it('ends when the code or the browser is another', async () => {
    const first = await kept.lend('code 1')
    kept.giveBack(first, 'code 1')
    const second = await kept.lend('code 2')
    expect(second).not.toBe(first)
    expect(first.isAlive).toBe(false)
    expect(mine()).toHaveLength(1)
    kept.giveBack(second, 'code 2')
  })

  it('that was killed while nobody used it is replaced', async () => {
    const first = await kept.lend('code 1')
    kept.giveBack(first, 'code 1')
    process.kill(mine()[0] as number, 'SIGKILL')
    await expect.poll(() => first.isAlive).toBe(false)
    const second = await kept.lend('code 1')
    expect(second).not.toBe(first)
    expect(second.isAlive).toBe(true)
    kept.giveBack(second, 'code 1')
  })

  it('is not shared by two who publish at once', async () => {
    const [first, second] = await Promise.all([kept.lend('code 1'), kept.lend('code 1')])
    expect(first).not.toBe(second)
    kept.giveBack(first, 'code 1')
    kept.giveBack(second, 'code 1')
    await expect.poll(mine).toHaveLength(1)
  })

  it('that is given back after all was closed ends as well', async () => {
    const first = await kept.lend('code 1')
    await kept.close()
    kept.giveBack(first, 'code 1')
    await expect.poll(mine).toEqual([])
  })

  it('does not keep its process from exiting, and ends with it', async () => {
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { KeptRenderer } = await import('${process.cwd()}/src/worker/publish/renderer/kept-renderer.ts')
         const kept = new KeptRenderer()
         const lent = await kept.lend('code 1')
         process.stdin.once('data', () => {
           process.stdin.destroy()
           kept.giveBack(lent, 'code 1')
         })
         console.log('lent')`,
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    )
    const exited = once(child, 'exit')
    // It waits while it is looked at: on a quick machine it would be over between two looks.
    await once(child.stdout, 'data')
    const [renderer] = renderersOf(child.pid ?? 0)
    expect(renderer).toBeGreaterThan(0)
    child.stdin.end('go on')
    expect(await exited).toEqual([0, null])
    await expect.poll(() => existsSync(`/proc/${renderer}`)).toBe(false)
  })
})
