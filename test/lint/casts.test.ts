import { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'
import { casts } from '../../eslint.casts.mjs'

const complaints = (rule: string, text: string): number =>
  new Linter().verify(text, {
    languageOptions: { parser: tseslint.parser },
    plugins: { casts },
    rules: { [`casts/${rule}`]: 'error' },
  }).length

describe('a type that is said and not proven', () => {
  it.each([
    'const a = b as unknown as C',
    'const f = () => b as unknown as C',
    '// Of the line before.\nconst z = 1\nconst a = b as unknown as C',
    'call(\n  a,\n  b as unknown as C,\n)',
  ])('is refused without a reason: %s', (text) => expect(complaints('reason', text)).toBe(1))

  it.each([
    '// The types of the package know nothing of it.\nconst a = b as unknown as C',
    'const a = b as unknown as C // it is one',
    '// Because of this.\ncall(\n  a,\n  b as unknown as C,\n)',
    'const a = b as C',
    'const a = b as unknown',
  ])('is let pass with one, or where it is proven: %s', (text) => expect(complaints('reason', text)).toBe(0))
})

describe('a row that is cast', () => {
  it.each([
    'const a = row as Head',
    'const a = row.hash as Sha256',
    'const a = (row.day ?? null) as LegalDate',
    'const a = found.docs as Head[]',
    'const a = JSON.parse(row.text) as Args',
  ])('is refused: %s', (text) => expect(complaints('row', text)).toBe(1))

  it.each(['const a = error as Error', 'const a = doc as unknown', 'const a = list.row as Head'])(
    'is not %s',
    (text) => expect(complaints('row', text)).toBe(0),
  )
})
