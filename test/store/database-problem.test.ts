import { describe, expect, it } from 'vitest'
import { databaseProblem } from '#store/database/problem.ts'

const coded = (code: string, message = 'It failed.', cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code })

describe('what is wrong with the database is said in a sentence', () => {
  it.each([
    ['SQLITE_NOTADB', /damaged or is no database.*backup/],
    ['SQLITE_CORRUPT_VTAB', /damaged/],
    ['SQLITE_READONLY_DBMOVED', /cannot be written to/],
    ['EROFS', /cannot be written to/],
    ['SQLITE_CANTOPEN', /cannot be opened/],
    ['SQLITE_FULL', /is full.*make room/],
    ['ENOSPC', /is full/],
    ['SQLITE_IOERR_WRITE', /fails/],
  ])('%s', (code, words) => {
    expect(databaseProblem(coded(code), 'data/recourse.db')?.message).toMatch(words)
    expect(databaseProblem(new Error('It could not be saved.', { cause: coded(code) }))?.message).toMatch(
      words,
    )
    expect(databaseProblem(new Error(`cannot connect to SQLite: ${code}: no`))?.message).toMatch(words)
  })

  it('and of any other error nothing', () => {
    expect(databaseProblem(coded('SQLITE_CONSTRAINT_UNIQUE'))).toBeNull()
    expect(databaseProblem(new Error('A bug.'))).toBeNull()
    expect(databaseProblem('text')).toBeNull()
  })
})
