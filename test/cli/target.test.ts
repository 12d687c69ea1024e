import { describe, expect, it } from 'vitest'
import { partOf, targetOf, type Part } from '#cli/serve/target.ts'

describe('the target of a request', () => {
  it.each([
    '/',
    '/guides/scotland/',
    '/guides/scotland/scotland.a4.pdf',
    '/subscribe?place=scotland&place=canada',
    '/subscribe/digests/weekly-2026-W47/scotland',
    '/api/users/me?depth=0&where[or][0][x][equals]=é',
    '/api/users?where%5Bemail%5D=a%2fb%00..%2e%2e',
    '/_next/static/chunks/0-a_b~c.js',
    '/admin/collections/offences/6f1c?x=../../subscribe',
    '/a/%5Bkey%5D/%C3%A9',
    "/a/b;c=1,2/d!$&'()*+@:e",
    '/a?',
  ])('%s stands as it is', (url) => {
    const target = targetOf(url)
    expect(target && target.path + target.query).toBe(url)
    expect(new URL(url, 'http://localhost').pathname).toBe(target?.path)
  })

  it.each([
    ['http://recourse.example/subscribe?x', '/subscribe', '?x'],
    ['HTTPS://recourse.example:8080/', '/', ''],
  ])('%s, as a proxy may ask, is %s', (url, path, query) => {
    expect(targetOf(url)).toEqual({ path, query })
  })

  it.each([
    '',
    '*',
    'subscribe',
    'http://recourse.example',
    'http://recourse.example?x',
    'ftp://recourse.example/subscribe',
    // A way up
    '/_next/../subscribe',
    '/_next/static/../../subscribe',
    '/api/..',
    '/api/../subscribe?x=1',
    '/./subscribe',
    '/subscribe/.',
    '/_next/%2e%2e/subscribe',
    '/_next/%2E%2E/subscribe',
    '/_next/.%2e/subscribe',
    '/_next/%252e%252e/subscribe',
    '/_next/..%2fsubscribe',
    '/_next/..%2Fsubscribe',
    '/_next/..%5csubscribe',
    '/_next/..%5Csubscribe',
    '/_next/..\\subscribe',
    '/_next\\..\\subscribe',
    // An empty part
    '//subscribe',
    '//evil.example/subscribe',
    '/api//users',
    '/subscribe//',
    '/_next//../subscribe',
    // Another way to write the same
    '/%73ubscribe',
    '/subscrib%65',
    '/%61pi/users',
    '/api%2Fusers',
    '/api%2fusers',
    '/a/%c3%a9',
    '/a/%5b',
    '/a/%7E',
    // No escape, or of nothing that can be read
    '/a%',
    '/a%2',
    '/a%zz',
    '/a/%C3',
    '/a/%C0%AE%C0%AE/subscribe',
    '/a/%ED%A0%80',
    // What is not seen
    '/subscribe%00',
    '/subscribe%0A',
    '/subscribe%09',
    '/subscribe%7F',
    '/a/%C2%80',
    '/sub\tscribe',
    '/sub\u0000scribe',
    '/sub scribe',
    '/é',
    '/a#b',
    '/a?b#c',
    '/a|b',
    '/a"b',
    '/a<b>',
    '/a{b}',
    '/a`b',
    '/a^b',
  ])('“%s” is refused', (url) => {
    expect(targetOf(url)).toBeNull()
  })
})

it.each<[path: string, part: Part]>([
  ['/healthz', 'health'],
  ['/healthz/', 'site'],
  ['/readyz', 'ready'],
  ['/.well-known/security.txt', 'security'],
  ['/.well-known/', 'site'],
  ['/', 'site'],
  ['/guides/scotland/', 'site'],
  ['/admin', 'desk'],
  ['/admin/', 'desk'],
  ['/admin/collections/users', 'desk'],
  ['/administer', 'site'],
  ['/api', 'desk'],
  ['/api/users/login', 'desk'],
  ['/subscribe', 'forms'],
  ['/subscribe/', 'forms'],
  ['/subscribe/manage', 'forms'],
  ['/report', 'forms'],
  ['/expert', 'forms'],
  ['/expert/page', 'forms'],
  ['/reports', 'site'],
  ['/subscribe.rsc', 'site'],
  ['/subscribed', 'site'],
  // Names are as they are written: what a file system or a framework takes for the same is another here.
  ['/Subscribe', 'site'],
  ['/SUBSCRIBE/manage', 'site'],
  ['/API/users', 'site'],
  ['/Admin', 'site'],
  ['/_NEXT/static/a.js', 'site'],
  ['/_next/static/chunks/a.js', 'assets'],
  // Ways of Next’s own to the same pages.
  ['/_next', 'none'],
  ['/_next/', 'none'],
  ['/_next/image', 'none'],
  ['/_next/data/build/subscribe.json', 'none'],
  ['/_next/postponed/resume/subscribe', 'none'],
])('%s is answered by: %s', (path, part) => {
  expect(partOf(path)).toBe(part)
})
