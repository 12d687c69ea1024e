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

  it.each([
    ['SQLITE_FULL', 'The disk of the database is full. Nothing was saved: make room, then try again.'],
    ['EIO', 'The disk of the database fails. Look at it before anything else is saved.'],
  ])('%s, where nobody knows its file', (code, words) => {
    expect(databaseProblem(coded(code))?.message).toBe(words)
  })

  const named = (name: string, message: string, more: object = {}) =>
    Object.assign(new Error(message), { name, ...more })

  it.each([
    [
      named('MongoServerSelectionError', 'connect ECONNREFUSED 127.0.0.1:1'),
      /does not answer, and nothing was saved/,
    ],
    [named('MongooseServerSelectionError', 'Server selection timed out after 5000 ms'), /does not answer/],
    [named('MongoNetworkTimeoutError', 'connection 3 to db timed out'), /does not answer/],
    [named('MongoPoolClearedError', 'Connection pool was cleared'), /does not answer/],
    [
      named('MongoServerError', 'not primary', { code: 10107, codeName: 'NotWritablePrimary' }),
      /does not answer/,
    ],
    // The server went away just as the driver wrote to it.
    [
      named('Error', 'This socket has been ended by the other party', { code: 'EPIPE' }),
      /does not answer, and nothing was saved/,
    ],
    [named('Error', 'querySrv ENOTFOUND _mongodb._tcp.db'), /does not answer/],
    [
      named('MongoServerError', 'Authentication failed.', { codeName: 'AuthenticationFailed' }),
      /user and password/,
    ],
    [named('MongoServerError', 'not authorized on recourse to execute command'), /readWrite/],
    [named('SqliteError', 'not an error', { code: 'SQLITE_OK' }), /is full, or it fails.*make room/],
    [named('SqliteError', 'not an error'), /is full, or it fails/],
    [named('MongoParseError', 'Invalid scheme'), /no address of a MongoDB/],
    [
      named('MongoNetworkError', 'socket closed', { errorLabels: ['UnknownTransactionCommitResult'] }),
      /nobody knows whether it was\. Look at it again/,
    ],
  ])('%s', (error, words) => {
    expect(databaseProblem(error)?.message).toMatch(words)
    expect(databaseProblem(new Error('It could not be saved.', { cause: error }))?.message).toMatch(words)
  })

  it('and of any other error nothing', () => {
    expect(databaseProblem(coded('SQLITE_CONSTRAINT_UNIQUE'))).toBeNull()
    expect(databaseProblem(new Error('A bug.'))).toBeNull()
    expect(databaseProblem('text')).toBeNull()
    expect(databaseProblem(named('UnauthorizedError', 'Unauthorized, you must be logged in.'))).toBeNull()
    expect(databaseProblem(named('MongoServerError', 'E11000 duplicate key', { code: 11_000 }))).toBeNull()
    expect(databaseProblem(named('ValidationError', 'Mongo NotWritablePrimary'))).toBeNull()
  })
})
