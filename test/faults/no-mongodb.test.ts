import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recourse } from '../support/command.ts'
import { scaled } from '../support/scale.ts'
import { freePort } from '../support/server.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'recourse-away-'))

describe('a MongoDB that nothing listens on', () => {
  const all = [
    ['serve'],
    ['worker'],
    ['user', 'list'],
    ['publish'],
    ['verify', 'events'],
    ['check', 'links'],
    ['digest'],
    ['import', 'none.yaml'],
    ['publish', '--as-of', '2026-01-01'],
  ]

  const some = all.slice(0, scaled(all.length, 4))
  it.each(some.map((args) => [args.join(' '), args] as const))(
    'is told in a sentence by “%s”',
    async (_name, args) => {
      const nobody = await freePort()
      const since = performance.now()
      const { code, stdout, stderr } = await recourse(folder(), args, {
        env: {
          DATABASE_URL: `mongodb://ada:secret-word@127.0.0.1:${nobody}/recourse?replicaSet=rs0`,
          PORT: String(await freePort()),
        },
      })
      const told = stderr.trim().split('\n')
      expect(told).toEqual([
        expect.stringMatching(
          new RegExp(
            `^No MongoDB can be used at 127\\.0\\.0\\.1:${nobody} \\(.*ECONNREFUSED.*\\)\\. Start it, or correct DATABASE_URL`,
          ),
        ),
      ])
      expect(stdout + stderr).not.toContain('secret-word')
      expect(code).toBe(4)
      // Five seconds, and what a process takes to start on a busy machine.
      expect(performance.now() - since).toBeLessThan(30_000)
    },
  )
})
