import { expect, it } from 'vitest'
import { backupName, madeAt, outdatedBackups } from '#domain/publish/backup/rotation.ts'
import { backupPlace, keptOf, recipientsOf } from '#domain/publish/backup/settings.ts'

const nightly = (days: number): string[] =>
  Array.from({ length: days }, (_, day) => backupName(new Date(Date.UTC(2026, 10, 29 - day, 2, 30))))

it('a backup is named for the instant at which it was made', () => {
  const name = backupName(new Date('2026-11-29T02:30:05.123Z'))
  expect(name).toBe('recourse-20261129T023005Z.tar')
  expect(madeAt(name)).toBe('2026-11-29T02:30:05.000Z')
  expect(madeAt('recourse-20261129T023005Z.tar.part')).toBeNull()
})

it('the newest of each of the last days, weeks and months stay', () => {
  const all = nightly(400)
  const outdated = new Set(outdatedBackups(all, { days: 7, weeks: 4, months: 12 }))
  const kept = all.filter((name) => !outdated.has(name))
  expect(kept.slice(0, 7)).toEqual(all.slice(0, 7))
  expect(kept.map((name) => name.slice(9, 17))).toEqual([
    '20261129', '20261128', '20261127', '20261126', '20261125', '20261124', '20261123',
    '20261122', '20261115', '20261108', '20261031', '20260930', '20260831', '20260731',
    '20260630', '20260531', '20260430', '20260331', '20260228', '20260131', '20251231',
  ]) // prettier-ignore
})

it('nights without a backup take nothing from the count, and other files are left alone', () => {
  const names = [
    'recourse-20260101T000000Z.tar',
    'recourse-20260301T000000Z.tar',
    'notes.txt',
    'recourse.tar',
  ]
  expect(outdatedBackups(names, { days: 2, weeks: 0, months: 0 })).toEqual([])
  expect(outdatedBackups(names, { days: 1, weeks: 0, months: 0 })).toEqual([names[0]])
})

it('settings of backups say what is wrong with them', () => {
  expect(() => keptOf('7,4')).toThrow('three numbers')
  expect(() => keptOf('0,4,12')).toThrow('the first at least 1')
  expect(() => backupPlace('ssh://me@host/srv')).toThrow('a folder or a bucket')
  expect(() => recipientsOf('AGE-SECRET-KEY-1ABC')).toThrow('A private key never stands here')
})
