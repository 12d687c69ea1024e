import { APIError, type Endpoint, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { mayAdminister, type Actor } from '#domain/desk/actors.ts'
import { RUN_NAMES } from '#domain/mail/mailing.ts'
import type { RunKind } from '#domain/mail/digests.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { noteRun, readRun } from '#store/mail/digest-runs.ts'
import { writeMailing } from '#store/mail/mailing.ts'
import { dropParked, unparkMails } from '#store/mail/outbox/park.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import { askWork } from '#store/work.ts'
import { acting } from '../shared/respond.ts'

/** @throws {APIError} for anyone but administrators. */
function administrator(req: PayloadRequest): Actor {
  const actor = actorOf(req)
  if (!actor || !mayAdminister(actor))
    throw new APIError(
      'Only administrators look after the mail to subscribers.',
      403,
      { because: 'role' },
      true,
    )
  return actor
}

const kinds = Object.keys(RUN_NAMES) as [RunKind, ...RunKind[]]

const post = <T>(
  path: string,
  schema: z.ZodType<T>,
  work: (req: PayloadRequest, actor: Actor, body: T, now: Date) => Promise<unknown>,
): Omit<Endpoint, 'root'> => ({
  path,
  method: 'post',
  handler: (req) =>
    acting(
      req,
      schema,
      (mine, body) => work(mine, administrator(mine), body, systemClock.now()),
      mayAdminister,
    ),
})

/** Administrators' actions on the mail to subscribers. */
export const mailingEndpoints: Omit<Endpoint, 'root'>[] = [
  post('/pause', z.strictObject({ paused: z.boolean() }), async (req, actor, { paused }, now) => {
    await writeMailing(req, {
      paused,
      pausedAt: paused ? now.toISOString() : null,
      pausedBy: paused ? actor.name : null,
    })
    return { paused }
  }),
  post('/look', z.strictObject({}), async (req, actor, _asked, now) => ({
    key: await askWork(req, { kind: 'digest-outlook', entry: null, by: actor.name, at: now }),
  })),
  post(
    '/held',
    z.strictObject({ run: z.string().max(80), decision: z.enum(['send', 'drop']) }),
    async (req, actor, { run: key, decision }, now) => {
      const run = await readRun(req, key)
      if (run?.state !== 'held')
        throw new APIError('This run is not held any more. Reload.', 409, { because: 'state' }, true)
      const words = `${decision === 'send' ? 'Sent all the same' : 'Let go'} by ${actor.name} on ${now.toISOString().slice(0, 10)}.`
      const moved = await noteRun(req, run, {
        state: decision === 'send' ? 'planning' : 'dropped',
        note: `${run.note ?? ''} ${words}`.trim(),
      })
      if (!moved) throw new APIError('Somebody else was quicker. Reload.', 409, { because: 'stale' }, true)
      if (decision === 'send') await unparkMails(req, key, now)
      else await dropParked(req, key, words, now)
      return { run: key }
    },
  ),
  post(
    '/test',
    z.strictObject({ kind: z.enum(kinds), place: z.string().max(120), format: z.enum(['html', 'text']) }),
    async (req, actor, { kind, place, format }, now) => {
      const key = `test/${actor.id}/${now.toISOString()}`
      await putMails(
        req,
        [
          {
            key,
            kind: 'test',
            recipient: actor.id as `user:${string}`,
            run: null,
            args: { kind, place, format },
            priority: 0,
            notBefore: now.toISOString(),
          },
        ],
        { at: now, host: new URL(env().publicUrl).hostname },
      )
      return { key }
    },
  ),
]
