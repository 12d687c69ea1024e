import { createPublicKey, verify } from 'node:crypto'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isSigned, keyId, pemOf, publicKeyOf, trustedKeys } from '#domain/publish/signing-keys.ts'
import { knownSigningKeys, rotateSigningKey, signer, SigningKeyUnusable } from '#lib/signing-keys.ts'
import { Contenders } from '../fixtures/contenders.ts'

const NOW = new Date('2026-11-21T10:00:00Z')
const LATER = new Date('2027-01-02T03:04:05Z')

let dataDir: string

/** The text of a file of keys with one letter of a public key exchanged. */
const otherPublicKey = (text: string): string =>
  text.replace(
    /("publicKey":".{20})(.)/,
    (_all, before: string, letter: string) => `${before}${letter === 'A' ? 'B' : 'A'}`,
  )

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recourse-signing-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const file = (): string => join(dataDir, 'secrets', 'signing')

describe('the key that signs releases', () => {
  it('is made at first use, kept for its owner alone, and the same ever after', async () => {
    expect(knownSigningKeys(dataDir)).toBeNull()
    const made = signer(dataDir, NOW)
    expect(made.keys).toEqual([
      {
        id: made.key,
        publicKey: expect.stringMatching(/^MCowBQYDK2VwAyEA[\w+/]{43}=$/) as string,
        since: NOW.toISOString(),
        replaces: null,
      },
    ])
    expect(signer(dataDir, LATER).keys).toEqual(made.keys)
    expect(knownSigningKeys(dataDir)).toEqual(made.keys)
    expect([
      ((await stat(file())).mode & 0o777).toString(8),
      await readdir(join(dataDir, 'secrets')),
    ]).toEqual(['600', ['signing']])
  })

  it('makes Ed25519 signatures that any other program verifies from its PEM', () => {
    const { keys, sign } = signer(dataDir, NOW)
    const key = createPublicKey(pemOf(keys[0]?.publicKey ?? ''))
    const signature = sign('a text')
    expect(signature).toHaveLength(64)
    expect(verify(null, Buffer.from('a text'), key, signature)).toBe(true)
    expect(verify(null, Buffer.from('a Text'), key, signature)).toBe(false)
  })

  it('is replaced by one that it signs; its private part is gone', async () => {
    const first = signer(dataDir, NOW)
    const held = (JSON.parse(await readFile(file(), 'utf8')) as { privateKey: string }).privateKey
    const fresh = await rotateSigningKey(dataDir, LATER)
    const second = signer(dataDir, LATER)
    expect(second.key).toBe(fresh.id)
    expect(second.keys).toEqual([...first.keys, fresh])
    expect(fresh).toMatchObject({
      id: keyId(fresh.publicKey),
      since: LATER.toISOString(),
      replaces: { key: first.key },
    })
    expect(await readFile(file(), 'utf8')).not.toContain(held.split('\n')[1])
    expect(await readdir(join(dataDir, 'secrets'))).toEqual(['signing'])

    const key = publicKeyOf(fresh.publicKey)
    expect(key && isSigned('text', second.sign('text'), key)).toBe(true)
    expect(key && isSigned('text', first.sign('text'), key)).toBe(false)
  })

  it('is trusted for its successors, one after another, and for nothing before it', async () => {
    const [one] = signer(dataDir, NOW).keys
    const two = await rotateSigningKey(dataDir, LATER)
    const three = await rotateSigningKey(dataDir, LATER)
    const listed = signer(dataDir, LATER).keys
    const ids = (given: (typeof one)[]): string[] =>
      [
        ...trustedKeys(
          given.map((each) => each?.publicKey ?? ''),
          listed.toReversed(),
        ).keys(),
      ].sort()
    expect(ids([one])).toEqual([one?.id, two.id, three.id].sort())
    expect(ids([two])).toEqual([two.id, three.id].sort())
    expect(ids([three])).toEqual([three.id])
  })

  it('is not trusted where the signature of its predecessor is of another key, or was altered', async () => {
    const [one] = signer(dataDir, NOW).keys
    const two = await rotateSigningKey(dataDir, LATER)
    const given = [one?.publicKey ?? '']
    const ids = (key: typeof two): string[] => [...trustedKeys(given, [key]).keys()]
    expect(ids(two)).toEqual([one?.id, two.id])
    expect(ids({ ...two, since: NOW.toISOString() })).toEqual([one?.id])
    const other = join(dataDir, 'other')
    signer(other, NOW)
    const strange = await rotateSigningKey(other, LATER)
    expect(
      ids({
        ...strange,
        replaces: { key: two.replaces?.key ?? two.id, signature: two.replaces?.signature ?? '' },
      }),
    ).toEqual([one?.id])
    expect(ids({ ...two, replaces: null })).toEqual([one?.id])
  })

  it.each([
    ['nothing', () => ''],
    ['half of itself', (text: string) => text.slice(0, 300)],
    ['another public key', otherPublicKey],
    ['no private key', (text: string) => text.replace('BEGIN PRIVATE KEY', 'BEGIN KEY')],
  ])('is refused where its file holds %s, without saying it', async (_what, alter) => {
    signer(dataDir, NOW)
    const before = await readFile(file(), 'utf8')
    const altered = alter(before)
    expect(altered).not.toBe(before)
    await writeFile(file(), altered)
    for (const use of [() => signer(dataDir, NOW), () => knownSigningKeys(dataDir)])
      expect(use).toThrow(SigningKeyUnusable)
    await expect(rotateSigningKey(dataDir, NOW)).rejects.toThrow(`${file()} holds no usable signing key.`)
    expect(await readFile(file(), 'utf8')).toBe(altered)
  })
})

describe('what a power cut cannot undo', () => {
  /** What is synced to disk, and what is put in place, in order; paths without the random part. */
  async function order(work: () => Promise<unknown>): Promise<string[]> {
    const done: string[] = []
    const name = (path: unknown): string =>
      String(path)
        .replace(dataDir, '')
        .replace(/\.[0-9a-f-]{36}$/, '.aside')
    const { fsyncSync, linkSync } = fs
    const { rename } = fs.promises
    const handle = await fs.promises.open(dataDir, 'r')
    const kind = Object.getPrototypeOf(handle) as { sync: () => Promise<void>; fd: number }
    await handle.close()
    const { sync } = kind
    const pathOf = (fd: number): string => name(fs.readlinkSync(`/proc/self/fd/${fd}`))
    fs.fsyncSync = (fd) => void (done.push(`sync ${pathOf(fd)}`), fsyncSync(fd))
    fs.linkSync = (from, to) => void (done.push(`link ${name(to)}`), linkSync(from, to))
    fs.promises.rename = (from, to) => (done.push(`rename ${name(to)}`), rename(from, to))
    kind.sync = function (this: { fd: number }) {
      done.push(`sync ${pathOf(this.fd)}`)
      return sync.call(this)
    }
    syncBuiltinESMExports()
    try {
      await work()
    } finally {
      Object.assign(fs, { fsyncSync, linkSync })
      fs.promises.rename = rename
      kind.sync = sync
      syncBuiltinESMExports()
    }
    return done
  }

  it.runIf(process.platform === 'linux')('is the first key, and the folder that it is in', async () => {
    expect(await order(() => Promise.resolve(signer(dataDir, NOW)))).toEqual([
      'sync ', // the data folder has the folder of secrets
      'sync /secrets/signing.aside',
      'link /secrets/signing',
      'sync /secrets',
    ])
  })

  it.runIf(process.platform === 'linux')('is a key that another one was rotated to', async () => {
    signer(dataDir, NOW)
    expect(await order(() => rotateSigningKey(dataDir, LATER))).toEqual([
      'sync /secrets/signing.part',
      'rename /secrets/signing',
      'sync /secrets',
    ])
  })
})

describe('a signing key that several processes ask for at once', () => {
  it('is the same for all of them', async () => {
    const contenders = await Contenders.start(4)
    try {
      const folders = Array.from({ length: 200 }, (_each, round) => join(dataDir, String(round)))
      for (const outcomes of await contenders.race('signer', folders)) {
        expect(outcomes.map(({ refused }) => refused)).toEqual([null, null, null, null])
        expect(new Set(outcomes.map(({ got }) => got)).size).toBe(1)
      }
    } finally {
      contenders.stop()
    }
  })
})
