import { describe, expect, it } from 'vitest'
import { addressSkeleton, lookAlikeProblem, mixedWord, skeleton } from '#domain/desk/look-alikes.ts'

const ADA = { name: 'Ada Lovelace', email: 'ada.lovelace@example.org' }
const said = (account: Partial<typeof ADA>, names: string[] = []) =>
  lookAlikeProblem(account, [ADA], names)?.field ?? null

describe('names that read like another', () => {
  it.each([
    'Ada Lovelace',
    'ada lovelace',
    'ADA  LOVELACE',
    'AdaLovelace',
    'Ada-Lovelace',
    'Ada L0velace',
    'Ada 1ovelace',
    'Ada Iovelace',
    'Áda Lovelâce',
    'Ａｄａ Lovelace',
    'Ada\u200b Lovelace',
    'Ada Lovelace.',
    '𝐀𝐝𝐚 Lovelace',
    'Ada Łovelace',
    'Ada Løvelace',
    'Аԁа Lovelace', // its first word is Cyrillic throughout
  ])('%j', (name) => expect(said({ name })).toBe('name'))

  it.each(['Ada Lovelac', 'Eda Lovelace', 'Ada Lovelace-Byron', 'Вера Иванова', 'Ἀδάμ Σμιθ', '李雷', 'कि'])(
    '%j does not',
    (name) => expect(said({ name })).toBeNull(),
  )

  it('mix no alphabets within a word', () => {
    expect(mixedWord('Frеd')).toBe('Frеd')
    expect(mixedWord('Αda')).toBe('Αda')
    expect(mixedWord('\u13f4en')).toBe('\u13f4en')
    expect(mixedWord('\ua4d0en')).toBe('\ua4d0en')
    expect(mixedWord('Вера Smith')).toBeNull()
    expect(mixedWord('東京タワー Tower')).toBeNull()
    expect(said({ name: 'Frеd' })).toBe('name')
  })

  it('are not those under which the system acts, and not empty', () => {
    expect(said({ name: 'publisher' }, ['Publisher'])).toBe('name')
    expect(said({ name: '…' })).toBe('name')
  })

  it('keep marks that are letters of their script apart', () =>
    expect(skeleton('कि')).not.toBe(skeleton('क')))
})

describe('addresses that read like another', () => {
  it.each([
    'ADA.LOVELACE@EXAMPLE.ORG',
    'ada.lovelace+1@example.org',
    'adalovelace@example.org',
    'a.d.a.lovelace@example.org',
    'ada.l0velace@example.org',
    'ada.lovelace@examp1e.org',
    'ada.lovelace@exarnple.org',
  ])('%j', (email) => expect(said({ email })).toBe('email'))

  it.each(['ada.byron@example.org', 'ada.lovelace@example.com', 'adal@example.org'])('%j does not', (email) =>
    expect(said({ email })).toBeNull(),
  )

  it('are compared by box and domain', () =>
    expect(addressSkeleton('A.B+c@Example.org')).toBe(addressSkeleton('ab@example.org')))
})
