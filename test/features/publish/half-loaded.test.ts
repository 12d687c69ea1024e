import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCorpus } from '#cli/corpus-files.ts'
import { loadCorpus } from '#cli/load-corpus.ts'
import { fixedClock } from '#lib/clock.ts'
import { isEmpty } from '#store/content/emptiness.ts'
import { readHeads } from '#store/desk/heads.ts'
import { partOfSample } from '../../support/command.ts'
import { databaseName, missing, openDatabase } from '../../support/database.ts'

const clock = fixedClock('2026-11-21T10:00:00Z')

describe.skipIf(missing)(`a corpus that fails half-way on ${databaseName}`, () => {
  it('leaves nothing behind when it fails half-way', async () => {
    const database = await openDatabase()
    try {
      const part = partOfSample('scotland')
      const corpus = await readCorpus(part, clock.now())
      rmSync(part, { recursive: true })
      // What was sound when it was checked is not any more: the last offence has a title that is too long.
      const last = corpus.offences.at(-1)
      if (last) last.title = 'x'.repeat(400)
      await expect(
        loadCorpus({ payload: database.payload, corpus, clock, timeZone: 'UTC' }),
      ).rejects.toThrow()
      expect(await isEmpty({ payload: database.payload })).toBe(true)
      expect(await readHeads({ payload: database.payload })).toEqual([])
    } finally {
      await database.close()
    }
  })
})
