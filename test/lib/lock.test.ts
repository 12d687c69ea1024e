import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Locked, takeLock, withLock } from '#lib/lock.ts'
import { Contenders } from '../fixtures/contenders.ts'

const WHAT = 'Another server is running'

let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recourse-lock-'))
  path = join(folder, 'server.lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The id of a process that was there and is no more. */
const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid

describe('a lock', () => {
  it('holds the id of its process, for the owner alone, until it is let go', async () => {
    const release = await takeLock(path, WHAT)
    expect(await readFile(path, 'utf8')).toBe(String(process.pid))
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600')
    await release()
    expect(await readdir(folder)).toEqual([])
    await (
      await takeLock(path, WHAT)
    )()
  })

  it('is refused to another part of the same process', async () => {
    const release = await takeLock(path, WHAT)
    const again = takeLock(path, WHAT)
    await expect(again).rejects.toThrow(new Locked(`${WHAT} (process ${process.pid}).`, process.pid))
    await expect(again).rejects.toMatchObject({ name: 'Locked', pid: process.pid })
    expect(await readFile(path, 'utf8')).toBe(String(process.pid))
    await release()
    await (
      await takeLock(path, WHAT)
    )()
  })

  it('is refused while the process that holds it is alive', async () => {
    await writeFile(path, String(process.ppid))
    await expect(takeLock(path, WHAT)).rejects.toMatchObject({
      name: 'Locked',
      pid: process.ppid,
      message: `${WHAT} (process ${process.ppid}).`,
    })
    expect(await readFile(path, 'utf8')).toBe(String(process.ppid))
    expect(await readdir(folder)).toEqual(['server.lock'])
  })

  it('is taken over where its id is that of another process by now, which touches nothing', async () => {
    await writeFile(path, String(process.ppid))
    const before = new Date(Date.now() - 11_000)
    await utimes(path, before, before)
    const release = await takeLock(path, WHAT)
    expect(await readFile(path, 'utf8')).toBe(String(process.pid))
    const taken = (await stat(path)).mtimeMs
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect((await stat(path)).mtimeMs, 'whoever holds it says so').toBeGreaterThan(taken)
    await release()
  })

  it.each([
    ['of a process that is dead', () => String(deadPid())],
    ['that a restarted container left, with the id that this process has now', () => String(process.pid)],
    ['that says nothing', () => ''],
    ['that says nonsense', () => 'nonsense'],
    ['of no process', () => '0'],
    ['of a negative id, which would be a group of processes', () => '-1'],
  ])('%s is taken over, and nothing is left of it', async (_name, left) => {
    await writeFile(path, left())
    const release = await takeLock(path, WHAT)
    expect(await readFile(path, 'utf8')).toBe(String(process.pid))
    expect(await readdir(folder)).toEqual(['server.lock'])
    await release()
    expect(await readdir(folder)).toEqual([])
  })

  it('that this process let go is not held by it any more, whoever left a file since', async () => {
    await (
      await takeLock(path, WHAT)
    )()
    await writeFile(path, String(process.pid))
    const release = await takeLock(path, WHAT)
    expect(await readFile(path, 'utf8')).toBe(String(process.pid))
    await release()
    expect(await readdir(folder)).toEqual([])
  })

  it('cannot be taken where there is no folder', async () => {
    await expect(takeLock(join(folder, 'nowhere', 'x.lock'), WHAT)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('is held by one at a time of many who ask at once in one process, and again as it is let go', async () => {
    let holders = 0
    let most = 0
    let taken = 0
    const once = async (): Promise<void> => {
      const release = await takeLock(path, WHAT)
      taken += 1
      most = Math.max(most, (holders += 1))
      await setImmediate()
      holders -= 1
      await release()
    }
    const again = async (): Promise<void> => {
      for (let round = 0; round < 60; round += 1) {
        await once().catch((error: unknown) => expect(error).toBeInstanceOf(Locked))
      }
    }
    await Promise.all(Array.from({ length: 16 }, again))
    expect(taken).toBeGreaterThan(0)
    expect(most).toBe(1)
    expect(await readdir(folder)).toEqual([])
  })

  it('goes with the work that it is for, whether that ends well or not', async () => {
    const seen: string[] = []
    expect(
      await withLock(path, WHAT, async () => {
        seen.push(await readFile(path, 'utf8'))
        return 7
      }),
    ).toBe(7)
    await expect(
      withLock(path, WHAT, async () => {
        seen.push(await readFile(path, 'utf8'))
        throw new Error('no ink')
      }),
    ).rejects.toThrow('no ink')
    expect(seen).toEqual([String(process.pid), String(process.pid)])
    expect(await readdir(folder)).toEqual([])
    await withLock(path, WHAT, async () => {
      await expect(withLock(path, WHAT, async () => 'never')).rejects.toThrow(Locked)
    })
  })
})

describe('a lock that several processes ask for at once', () => {
  it('is taken by one of them', async () => {
    const contenders = await Contenders.start(4)
    try {
      const locks = Array.from({ length: 150 }, (_each, round) => join(folder, `${round}.lock`))
      for (const outcomes of await contenders.race('lock', locks)) {
        expect(outcomes.filter(({ got }) => got === 'taken')).toHaveLength(1)
      }
    } finally {
      contenders.stop()
    }
  })
})
