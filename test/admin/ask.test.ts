import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { APIError, formatErrors } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '#admin/ask.ts'
import { asAnswer } from '#collections/shared/answer.ts'
import { Refused } from '#desk/desk.ts'

const problems = [
  { field: 'penalty', message: '“Maximum penalty” is empty: fill it in.' },
  { field: null, message: 'Citation 1 names no source.' },
]
const refused = (rest: object) =>
  asAnswer(new Refused({ allowed: false, because: 'content', message: 'This is not ready yet.', ...rest }))

/** What is answered at each path: errors as Payload tells them. */
const ANSWERS: Record<string, Error> = {
  '/list': refused({ problems }),
  '/sentence': refused({}),
  '/other': new APIError('It failed. It failed.', 500, undefined, true),
}

describe('a refusal of the desk', () => {
  const server = createServer(({ url = '' }, response) => {
    const error = ANSWERS[url] as APIError
    response.writeHead(error.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(formatErrors(error)))
  })
  let at = ''
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  it('has all of it in its message, and its parts as data', () => {
    expect(ANSWERS['/list']).toMatchObject({
      message: 'This is not ready yet. “Maximum penalty” is empty: fill it in. Citation 1 names no source.',
      status: 422,
      data: { because: 'content', sentence: 'This is not ready yet.', problems },
    })
  })

  it.each([
    ['/list', { message: 'This is not ready yet.', problems, because: 'content' }],
    ['/sentence', { message: 'This is not ready yet.', problems: [], because: 'content' }],
    ['/other', { message: 'It failed. It failed.', problems: [], because: null }],
  ])('is shown by the admin as a sentence with its list (%s)', async (path, refusal) => {
    expect(await ask(`${at}${path}`)).toEqual({ ok: false, refusal: { ended: false, ...refusal } })
  })
})
