import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { listBeside } from '#cli/opt-out-lists.ts'

const BACKUP = 'recourse-0123abcd-20261129T023000Z.tar'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recourse-lists-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const listFor = (archive: string, named?: string): Promise<string | null> =>
  listBeside(join(folder, archive), named)

it('a restore reads who has left from the list of its site, whatever other sites have beside it', async () => {
  writeFileSync(join(folder, 'opt-outs-4567abcd.ndjson'), 'of others')
  expect(await listFor(BACKUP)).toBeNull()
  writeFileSync(join(folder, 'opt-outs-0123abcd.ndjson'), 'mine')
  expect(await listFor(BACKUP)).toBe('mine')
})

it('it reads the one that was brought from a data folder as well', async () => {
  writeFileSync(join(folder, 'opt-outs.ndjson'), 'brought')
  expect([await listFor(BACKUP), await listFor('recourse-20261129T023000Z.tar')]).toEqual([
    'brought',
    'brought',
  ])
  writeFileSync(join(folder, 'opt-outs-0123abcd.ndjson'), 'mine')
  expect(await listFor(BACKUP)).toBe('mine\nbrought')
})

it('it reads the one that is named alone, which must be there', async () => {
  writeFileSync(join(folder, 'opt-outs.ndjson'), 'beside')
  writeFileSync(join(folder, 'named'), 'named')
  expect(await listFor(BACKUP, join(folder, 'named'))).toBe('named')
  await expect(listFor(BACKUP, join(folder, 'none'))).rejects.toThrow(
    `The list ${join(folder, 'none')} cannot be read`,
  )
})
