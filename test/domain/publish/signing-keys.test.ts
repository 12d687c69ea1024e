import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  keyId,
  keysText,
  parseKeys,
  pemOf,
  publicKeysIn,
  type SigningKey,
} from '#domain/publish/signing-keys.ts'

const spki = (type: 'ed25519' | 'ed448' | 'x25519'): string =>
  // Each kind of key is another overload.
  generateKeyPairSync(type as 'ed25519')
    .publicKey.export({ format: 'der', type: 'spki' })
    .toString('base64')

const [one, two] = [spki('ed25519'), spki('ed25519')]
const key = (publicKey: string): SigningKey => ({
  id: keyId(publicKey),
  publicKey,
  since: '2026-11-21T10:00:00.000Z',
  replaces: null,
})

describe('public keys', () => {
  it.each([
    ['base64', `${one}\n`, [one]],
    ['several in base64', `${one}, ${two}`, [one, two]],
    ['PEM', pemOf(one), [one]],
    ['several PEM with words between', `First:\r\n${pemOf(one)}\nSecond:\n${pemOf(two)}`, [one, two]],
    ['PEM of which lines are broken', pemOf(`${one.slice(0, 20)}\n${one.slice(20)}`), [one]],
    ['a published list', keysText([key(one), key(two)]), [one, two]],
  ])('are read from %s', (_form, text, keys) => {
    expect(publicKeysIn(text)).toEqual(keys)
  })

  it.each([
    ['nothing', ' \n'],
    ['words', 'my key'],
    ['one key among words', `${one} rubbish`],
    ['half a key', one.slice(0, 30)],
    ['a key of another algorithm', spki('ed448')],
    ['a key that signs nothing', pemOf(spki('x25519'))],
    ['a published list with a key of another id', keysText([{ ...key(one), id: keyId(two) }])],
  ])('are not read from %s', (_form, text) => {
    expect(publicKeysIn(text)).toBeNull()
  })

  it('are listed as they are published, or not at all', () => {
    const keys = [key(one), { ...key(two), replaces: { key: keyId(one), signature: 'AAAA' } }]
    expect(parseKeys(keysText(keys))).toEqual(keys)
    for (const text of [
      '',
      '{}',
      'null',
      '{"format":1,"keys":[null]}',
      keysText(keys).replace('"format":1', '"format":2'),
    ])
      expect(parseKeys(text), text).toBeNull()
  })
})
