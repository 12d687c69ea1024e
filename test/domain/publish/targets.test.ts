import { describe, expect, it } from 'vitest'
import { ALARM_AFTER, isLate, targetsOf, type Target } from '#domain/publish/targets.ts'
import { releaseBackOff } from '#domain/work.ts'

const problem = (list: string): string => {
  try {
    targetsOf(list)
    return 'not refused'
  } catch (error) {
    return (error as Error).message
  }
}

describe('the list of targets', () => {
  it.each<[string, Target[]]>([
    ['', []],
    [' , ', []],
    ['/srv/www/', [{ kind: 'folder', address: '/srv/www', path: '/srv/www' }]],
    [
      's3://guides.example/site/?region=eu-west-1',
      [
        {
          kind: 'bucket',
          address: 's3://guides.example/site/?region=eu-west-1',
          bucket: 'guides.example',
          prefix: 'site',
          region: 'eu-west-1',
          endpoint: null,
        },
      ],
    ],
    [
      's3://guides?endpoint=http://127.0.0.1:9000',
      [
        {
          kind: 'bucket',
          address: 's3://guides?endpoint=http://127.0.0.1:9000',
          bucket: 'guides',
          prefix: '',
          region: 'us-east-1',
          endpoint: 'http://127.0.0.1:9000/',
        },
      ],
    ],
    [
      'ssh://me@guides.example:2222/srv/www/, ssh://me@[::1]/srv/www',
      [
        {
          kind: 'ssh',
          address: 'ssh://me@guides.example:2222/srv/www/',
          user: 'me',
          host: 'guides.example',
          port: 2222,
          path: '/srv/www',
        },
        {
          kind: 'ssh',
          address: 'ssh://me@[::1]/srv/www',
          user: 'me',
          host: '::1',
          port: 22,
          path: '/srv/www',
        },
      ],
    ],
  ])('“%s”', (list, targets) => {
    expect(targetsOf(list)).toEqual(targets)
  })

  it('has several, and each once', () => {
    expect(targetsOf('/srv/a, /srv/b').map(({ address }) => address)).toEqual(['/srv/a', '/srv/b'])
    expect(problem('/srv/a, /srv/a/')).toContain('/srv/a stands there twice')
  })

  it.each([
    ['www', '“www…” is no target: write the full path of a folder, for example /srv/www, or s3://'],
    ['/', '“/” cannot be used'],
    ['/srv/../etc', '“/srv/../etc” cannot be used'],
    ['/srv/$(id)', 'cannot be used'],
    ['https://me:hunter2@example.org/', '“https…” is no target'],
    ['ssh://me:hunter2@host/srv/www', '“ssh://me:…” holds a password'],
    ['ssh://:hunter2@host/srv/www', '“ssh://:…” holds a password'],
    ['ssh://host/srv/www', 'names no user, or no host'],
    ['ssh://me@-oProxyCommand=id/srv', 'names no user, or no host'],
    ['ssh://-lroot@host/srv/www', 'names no user, or no host'],
    ['ssh://me@host', '“ssh://me@host…” names no folder'],
    ['ssh://me@host/srv/$(id)', 'names no folder'],
    ['ssh://me@host/srv?hunter2', 'names no folder'],
    ['ssh://me@ho st/srv', 'cannot be read'],
    ['s3://Guides', 'names no bucket'],
    ['s3://guides:81', 'names no bucket'],
    ['s3://guides/a//b', 'has a prefix with other than'],
    ['s3://gui des', 'cannot be read'],
    ['s3://guides?region=$(id)', 'no usable region'],
    ['s3://guides?endpoint=ftp://x', 'no usable endpoint'],
    ['s3://guides?endpoint=http://me:hunter2@x', 'no usable endpoint'],
    ['s3://guides?endpoint=http://:hunter2@x', 'no usable endpoint'],
    ['s3://me:hunter2@guides', 'Credentials never belong in an address'],
    ['s3://hunter2@guides', 'Credentials never belong in an address'],
    ['s3://guides?secret=hunter2', 'Credentials never belong in an address'],
    ['s3://guides#hunter2', 'Credentials never belong in an address'],
  ])('refuses “%s” and says what to write, without a secret', (list, words) => {
    expect(problem(list)).toContain(words)
    expect(problem(list)).not.toContain('hunter2')
  })
})

describe('a target that is behind', () => {
  it('is late after half an hour', () => {
    const since = new Date('2026-11-29T10:00:00Z')
    const after = (milliseconds: number): Date => new Date(since.getTime() + milliseconds)
    const behindSince = since.toISOString()
    expect(isLate({ behindSince }, after(ALARM_AFTER - 1))).toBe(false)
    expect(isLate({ behindSince }, after(ALARM_AFTER))).toBe(true)
    expect(isLate({ behindSince: null }, after(ALARM_AFTER))).toBe(false)
  })

  it('is tried again after 5 s, 10 s, 20 s … at most ten minutes', () => {
    expect([1, 2, 3, 7, 8, 1_000].map(releaseBackOff)).toEqual([
      5_000, 10_000, 20_000, 320_000, 600_000, 600_000,
    ])
  })
})
