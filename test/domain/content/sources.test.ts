import { describe, expect, it } from 'vitest'
import type { Precision } from '#domain/content/content.ts'
import { sourceKey } from '#domain/content/sources.ts'
import { normaliseUrl } from '#domain/urls.ts'

const key = (precision: Precision, url: string, title = 'A page'): string =>
  sourceKey({ precision, url: normaliseUrl(url), title })

describe('keys of sources', () => {
  it.each<[Precision, string, string, string]>([
    ['page', 'https://www.example.org/law/1', 'x', 'example.org/law/1'],
    ['page', 'http://example.org/law/1/', 'x', 'example.org/law/1'],
    ['page', 'https://example.org/', 'x', 'example.org'],
    ['page', 'https://example.org/Law', 'x', 'example.org/Law'],
    ['page', 'https://example.org/law?id=7', 'x', 'example.org/law?id=7'],
    ['page', 'https://example.org/?id=7', 'x', 'example.org?id=7'],
    ['page', 'https://example.org/law/1#s3', 'x', 'example.org/law/1#s3'],
    ['host', 'https://www.example.org/', 'The Code of Québec', 'example.org#the-code-of-quebec'],
    ['host', 'https://example.org/some/page', 'Code', 'example.org#code'],
  ])('name %s %s “%s” as %s', (precision, url, title, expected) => {
    expect(key(precision, url, title)).toBe(expected)
  })

  it('do not depend on the title of a page, nor on the page of a site', () => {
    expect(key('page', 'https://example.org/a', 'One')).toBe(key('page', 'https://example.org/a', 'Two'))
    expect(key('host', 'https://example.org/a', 'One')).toBe(key('host', 'https://example.org/b', 'One'))
    expect(key('host', 'https://example.org/', 'One')).not.toBe(key('host', 'https://example.org/', 'Two'))
  })

  it('tell two ports of one host apart', () => {
    expect(key('page', 'https://example.org:8443/a')).not.toBe(key('page', 'https://example.org/a'))
  })

  it('tell a place in the first page from a site with that title', () => {
    expect(key('page', 'https://example.org/#code')).not.toBe(key('host', 'https://example.org/', 'Code'))
  })

  it.each([
    ['titles that differ late', `${'The Act of '.repeat(9)}2001`, `${'The Act of '.repeat(9)}2002`],
    ['titles in another script', '刑法', '民法'],
  ])('tell two sites apart by %s', (_name, one, two) => {
    expect(key('host', 'https://example.org/', one)).not.toBe(key('host', 'https://example.org/', two))
  })
})
