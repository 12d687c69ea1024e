import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { secret } from '#lib/secrets.ts'
import { Contenders } from '../fixtures/contenders.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recourse-secrets-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const mode = async (...path: string[]): Promise<string> =>
  ((await stat(join(dataDir, ...path))).mode & 0o777).toString(8)

describe('a secret', () => {
  it('is made at first use, kept for its owner alone, and the same ever after', async () => {
    const made = secret(dataDir, 'payload')
    expect(made).toMatch(/^[\w-]{43}$/)
    expect(secret(dataDir, 'payload')).toBe(made)
    expect(await readFile(join(dataDir, 'secrets', 'payload'), 'utf8')).toBe(made)
    expect([await mode('secrets'), await mode('secrets', 'payload')]).toEqual(['700', '600'])
  })

  it('is another for another purpose and another installation', async () => {
    const other = join(dataDir, 'other')
    const made = [secret(dataDir, 'payload'), secret(dataDir, 'signing'), secret(other, 'payload')]
    expect(new Set(made).size).toBe(3)
    expect((await readdir(join(dataDir, 'secrets'))).sort()).toEqual(['payload', 'signing'])
  })

  it('is kept as it was given', async () => {
    await mkdir(join(dataDir, 'secrets'), { mode: 0o755 })
    const given = 'a secret of somebody else, long enough'
    await writeFile(join(dataDir, 'secrets', 'payload'), given)
    expect(secret(dataDir, 'payload')).toBe(given)
    expect(await mode('secrets')).toBe('700')
  })

  it.each(['', 'short', 'x'.repeat(31)])(
    'is refused where the file holds %j, without saying it',
    async (held) => {
      await mkdir(join(dataDir, 'secrets'))
      const path = join(dataDir, 'secrets', 'payload')
      await writeFile(path, held)
      expect(() => secret(dataDir, 'payload')).toThrow(
        new Error(
          `${path} holds no usable secret: delete the file to have a new one made (everybody is then signed out).`,
        ),
      )
      expect(await readFile(path, 'utf8')).toBe(held)
    },
  )
})

describe('a secret that several processes ask for at once', () => {
  it('is the same for all of them', async () => {
    const contenders = await Contenders.start(4)
    try {
      const folders = Array.from({ length: 1500 }, (_each, round) => join(dataDir, String(round)))
      for (const outcomes of await contenders.race('secret', folders)) {
        expect(outcomes.map(({ refused }) => refused)).toEqual([null, null, null, null])
        expect(new Set(outcomes.map(({ got }) => got)).size).toBe(1)
      }
    } finally {
      contenders.stop()
    }
  })
})
