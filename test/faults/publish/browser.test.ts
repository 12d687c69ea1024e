import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { browserHere } from '#worker/publish/browser-here.ts'
import { env } from '#lib/env.ts'
import { removeLeftBrowsers } from '#lib/browser-folders.ts'
import { Printer } from '#pipelines/pdf/printer.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recourse-b-'))
  vi.stubEnv('TMPDIR', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const document = (words: string) => ({
  path: `/${words}.pdf`,
  html: `<!doctype html><html lang="en"><head><title>${words}</title></head><body><p>${words}</p></body></html>`,
  date: legalDate('2026-01-02'),
})

/** Browsers with a profile in the folder, without their helpers. */
const browsers = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
        return (
          args.some((arg) => arg.startsWith(`--user-data-dir=${folder}`)) &&
          !args.some((arg) => arg.startsWith('--type='))
        )
      } catch {
        return false
      }
    })
    .map(Number)

const signal = (pids: number[], name: NodeJS.Signals): void => pids.forEach((pid) => process.kill(-pid, name))

describe.runIf(existsSync('/proc/self/stat'))('a browser', () => {
  it.each(['SIGSTOP', 'SIGKILL'] as const)(
    'that gets %s is given up, and what it did not print another prints, to the byte',
    async (name) => {
      const printer = await Printer.start(await browserHere(env()), { patience: 3_000 })
      try {
        const whole = await printer.print(document('one'))
        const [first] = browsers()
        signal([first as number], name)
        const printed = await Promise.all(
          ['one', 'two', 'three'].map((words) => printer.print(document(words))),
        )
        expect(printed[0]).toEqual(whole)
        expect(browsers()).not.toContain(first)
        await expect.poll(browsers).toHaveLength(1)
      } finally {
        await printer.close()
      }
      expect(browsers()).toEqual([])
      expect(readdirSync(folder)).toEqual([])
    },
  )

  it.each([
    ['has printed as much as it may', { wornAfter: 3 }, 2],
    ['takes more memory than it may', { mostMemory: 1, looksAfter: 1 }, 6],
  ])('that %s is replaced between two prints, and nothing is lost', async (_what, options, started) => {
    const printer = await Printer.start(await browserHere(env()), { presses: 2, ...options })
    const seen = new Set(browsers())
    try {
      const whole = await printer.print(document('one'))
      for (let round = 0; round < 5; round += 1) {
        expect(await printer.print(document('one'))).toEqual(whole)
        for (const pid of browsers()) seen.add(pid)
      }
      expect(seen.size).toBe(started)
      const words = Array.from({ length: 9 }, (_, at) => `many ${at}`)
      const printed = await Promise.all(words.map((each) => printer.print(document(each))))
      expect(new Set(printed.map((each) => Buffer.from(each).toString('base64'))).size).toBe(9)
      await expect.poll(browsers).toHaveLength(1)
    } finally {
      await printer.close()
    }
    expect(browsers()).toEqual([])
  })

  it('that does not answer when it starts is given up, and started once more', async () => {
    const real = await browserHere(env())
    const stubborn = join(folder, 'stubborn')
    writeFileSync(
      stubborn,
      `#!/bin/sh\n[ -e ${folder}/tried ] && exec ${real} "$@"\ntouch ${folder}/tried\nkill -STOP $$\n`,
      { mode: 0o755 },
    )
    const printer = await Printer.start(stubborn, { patience: 4_000 })
    expect((await printer.print(document('one'))).length).toBeGreaterThan(100)
    await printer.close()
    expect(readdirSync(folder).sort()).toEqual(['stubborn', 'tried'])
  })

  it('that is stopped is closed all the same', async () => {
    const printer = await Printer.start(await browserHere(env()))
    signal(browsers(), 'SIGSTOP')
    await printer.close()
    expect(browsers()).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })
})

describe.runIf(existsSync('/proc/self/stat'))('what a process that was killed left of its browser', () => {
  it('is removed and ended; what a live one has is not touched, nor what is not ours', async () => {
    const alive = await Printer.start(await browserHere(env()))
    const kept = readdirSync(folder).sort()
    mkdirSync(join(folder, 'recourse-browser-notes'))
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { startBrowser } = await import('${process.cwd()}/src/lib/browser.ts')
         await startBrowser(${JSON.stringify(await browserHere(env()))})
         console.log('started')`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await new Promise((resolve) => child.stdout.once('data', resolve))
    try {
      await expect.poll(browsers).toHaveLength(2)
      expect(await removeLeftBrowsers()).toBe(0)
      const [orphan] = browsers().filter(
        (pid) =>
          readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(child.pid),
      )
      signal([orphan as number], 'SIGSTOP')
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('exit', resolve))
      expect(await removeLeftBrowsers()).toBe(1)
      await expect.poll(browsers).toHaveLength(1)
      expect(readdirSync(folder).sort()).toEqual([...kept, 'recourse-browser-notes'].sort())
      expect((await alive.print(document('one'))).length).toBeGreaterThan(100)
    } finally {
      child.kill('SIGKILL')
      await alive.close()
    }
    expect(readdirSync(folder)).toEqual(['recourse-browser-notes'])
  })
})
