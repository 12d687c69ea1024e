import { expect, it } from 'vitest'
import { hashOf, sha256 } from '#domain/hash.ts'

it.each([
  // FIPS 180-4, the examples of NIST.
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('hashes %j as SHA-256 in hexadecimal', (text, hash) => {
  expect([sha256(text), sha256(new TextEncoder().encode(text))]).toEqual([hash, hash])
})

it('hashes text as UTF-8', () => {
  expect(sha256('é')).toBe(sha256(new Uint8Array([0xc3, 0xa9])))
})

it('hashes a value by its canonical JSON', () => {
  expect(hashOf({ b: 1, a: [null] })).toBe(sha256('{"a":[null],"b":1}'))
  expect(hashOf({ a: [null], b: 1 })).toBe(hashOf({ b: 1, a: [null] }))
  expect(hashOf({ a: [null], b: 2 })).not.toBe(hashOf({ b: 1, a: [null] }))
  expect(() => hashOf({ at: 0.5 })).toThrow(TypeError)
})
