import { expect, it } from 'vitest'
import { formerAddresses } from '#domain/publish/former-addresses.ts'

const files = (...paths: string[]) => paths.map((path) => ({ path }))

it('finds the pages of the last release that this one lacks and does not hold', () => {
  const last = files(
    'index.html',
    '404.html',
    'essentials/gone/index.html',
    'guides/gone/guide.json',
    'guides/gone/gone.html',
    'guides/held/index.html',
    'guides/there/index.html',
  )
  const held = (path: string): boolean => path.startsWith('guides/held/')
  expect(formerAddresses(last, files('index.html', 'guides/there/index.html'), held)).toEqual([
    '/essentials/gone/',
  ])
  expect(formerAddresses(last, last, () => false)).toEqual([])
  expect(formerAddresses(last, [], () => false)).toContain('/')
})
