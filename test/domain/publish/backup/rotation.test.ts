import { expect, it } from 'vitest'
import { backupName, isPartOf, madeAt, outdatedBackups, siteOf } from '#domain/publish/backup/rotation.ts'
import { backupPlace, keptOf, recipientsOf } from '#domain/publish/backup/settings.ts'

const SITE = '0123abcd'

const nightly = (days: number): string[] =>
  Array.from({ length: days }, (_, day) => backupName(SITE, new Date(Date.UTC(2026, 10, 29 - day, 2, 30))))

it('a backup is named for its site and the instant at which it was made', () => {
  const name = backupName(SITE, new Date('2026-11-29T02:30:05.123Z'))
  expect(name).toBe('recourse-0123abcd-20261129T023005Z.tar')
  expect([siteOf(name), madeAt(name)]).toEqual([SITE, '2026-11-29T02:30:05.000Z'])
  expect([siteOf(`${name}.part`), madeAt(`${name}.part`)]).toEqual([null, null])
})

it('a name of earlier versions is read, too, and says nothing of a site', () => {
  const name = 'recourse-20261129T023005Z.tar'
  expect([siteOf(name), madeAt(name)]).toEqual([null, '2026-11-29T02:30:05.000Z'])
})

it.each([
  ['recourse-0123abcd-20261129T023005Z.tar.part', true],
  ['recourse-0123abcd-20261129T023005Z.tar.part.private', true],
  ['recourse-0123abcd-20261129T023005Z.tar', false],
  ['recourse-0123abcd-20261129T023005Z.tar.part.other', false],
  ['recourse-4567abcd-20261129T023005Z.tar.part', false],
  ['recourse-20261129T023005Z.tar.part', false],
  ['opt-outs-0123abcd.ndjson.part', false],
])('what a killed backup of a site has left: %s', (name, is) => {
  expect(isPartOf(SITE, name)).toBe(is)
})

it('those of other sites in the same place, and of nobody known, are neither counted nor removed', () => {
  const others = ['4567abcd', 'ffffffff'].flatMap((site) =>
    [25, 26, 27, 28].map((day) => backupName(site, new Date(Date.UTC(2026, 10, day)))),
  )
  const old = ['recourse-20251129T023005Z.tar', 'recourse-20261130T023005Z.tar']
  const mine = nightly(3)
  const keep = { days: 2, weeks: 0, months: 0 }
  expect(outdatedBackups(SITE, [...others, ...old, ...mine], keep)).toEqual([mine[2]])
  expect(outdatedBackups(SITE, [...others, ...old], keep)).toEqual([])
})

it('the newest of each of the last days, weeks and months stay', () => {
  const all = nightly(400)
  const outdated = new Set(outdatedBackups(SITE, all, { days: 7, weeks: 4, months: 12 }))
  const kept = all.filter((name) => !outdated.has(name))
  expect(kept.slice(0, 7)).toEqual(all.slice(0, 7))
  expect(kept.map((name) => name.slice(18, 26))).toEqual([
    '20261129', '20261128', '20261127', '20261126', '20261125', '20261124', '20261123',
    '20261122', '20261115', '20261108', '20261031', '20260930', '20260831', '20260731',
    '20260630', '20260531', '20260430', '20260331', '20260228', '20260131', '20251231',
  ]) // prettier-ignore
})

it('nights without a backup take nothing from the count, and other files are left alone', () => {
  const names = [
    'recourse-0123abcd-20260101T000000Z.tar',
    'recourse-0123abcd-20260301T000000Z.tar',
    'notes.txt',
    'recourse.tar',
  ]
  expect(outdatedBackups(SITE, names, { days: 2, weeks: 0, months: 0 })).toEqual([])
  expect(outdatedBackups(SITE, names, { days: 1, weeks: 0, months: 0 })).toEqual([names[0]])
})

it('settings of backups say what is wrong with them', () => {
  expect(() => keptOf('7,4')).toThrow('three numbers')
  expect(() => keptOf('0,4,12')).toThrow('the first at least 1')
  expect(() => backupPlace('ssh://me@host/srv')).toThrow('a folder or a bucket')
  expect(() => recipientsOf('AGE-SECRET-KEY-1ABC')).toThrow('A private key never stands here')
})
