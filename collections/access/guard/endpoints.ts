import {
  APIError,
  NotFound,
  type Endpoint,
  type PayloadRequest,
  type SanitizedCollectionConfig,
  type SanitizedGlobalConfig,
} from 'payload'
import { standingIn } from '#lib/actor.ts'
import { hasPreference } from '#store/desk/preferences.ts'
import { NOT_PROVED } from '../../shared/proved-lately.ts'
import { checkPresentPassword } from '../../users/present-password.ts'
import { inTurn } from '../../users/sign-in.ts'
import { allow, type Rules } from './access-first.ts'
import { settleBody } from './body.ts'
import { refuseClosed } from './query.ts'
import { settleQuery } from './query-shape.ts'

export interface Of {
  collection?: SanitizedCollectionConfig
  global?: SanitizedGlobalConfig
}

/** Payload's own routes with the access rule of each; null for those open to anyone. */
const ROUTES: Partial<Record<string, string | null>> = {
  'get /': 'read',
  'get /count': 'read',
  'get /:id': 'read',
  'get /:key': 'read',
  'get /versions': 'readVersions',
  'get /versions/:id': 'readVersions',
  'post /': 'create',
  'post /:key': 'update',
  'post /versions/:id': 'update',
  'post /:id/duplicate': 'create',
  'patch /': 'update',
  'patch /:id': 'update',
  'delete /': 'delete',
  'delete /:id': 'delete',
  'delete /:key': 'delete',
  'post /unlock': 'unlock',
  'post /access/:id?': null,
  'post /access': null,
  'get /access': null,
  'get /me': null,
  'get /init': null,
  'post /login': null,
  'post /logout': null,
  'post /refresh-token': null,
  'post /forgot-password': null,
  'post /reset-password': null,
  'post /first-register': null,
  'post /verify/:id': null,
}

/** The record id in a route, if it has one. */
const idOf = (req: PayloadRequest): string | undefined =>
  typeof req.routeParams?.id === 'string' ? req.routeParams.id : undefined

const isOfVersions = (path: string): boolean => /^\/versions(?:\/|$)/.test(path)

/** Errors of the MongoDB driver for a value of the wrong type, usually an id. */
const UNREADABLE = new Set(['BSONError', 'CastError'])
const isUnreadable = (error: unknown): boolean => error instanceof Error && UNREADABLE.has(error.name)
const unreadable = (): Error =>
  new APIError(
    'A value that was sent does not fit where it was sent: an id, a number or a day is not written as one.',
    400,
    undefined,
    true,
  )

/** Payload crashes when asked to delete a preference that does not exist. */
async function findPreference(req: PayloadRequest): Promise<void> {
  if (!(await hasPreference(req, req.routeParams?.key as string))) throw new NotFound(req.t)
}

/** Routes that are open to a session that can do nothing but prove its second factor. */
const OPEN = new Set([
  'post /login',
  'post /logout',
  'post /forgot-password',
  'post /reset-password',
  'post /first-register',
  'post /verify/:id',
])

/** @throws {APIError} for a session whose second factor is not proved. */
function refuseLimited(req: PayloadRequest, route: string): void {
  if (!standingIn(req)?.limited || OPEN.has(route)) return
  throw new APIError(NOT_PROVED, 403, { because: 'state' }, true)
}

/** Decides on a request to a Payload route, in this order: access, existence, query, body. */
async function decide(
  req: PayloadRequest,
  route: string,
  path: string,
  { collection, global }: Of,
): Promise<void> {
  refuseLimited(req, route)
  const entity = collection ?? global
  const rule = global && route === 'post /' ? 'update' : ROUTES[route]
  if (rule && entity)
    await allow(req, entity.access as Rules, rule, { id: isOfVersions(path) ? undefined : idOf(req) })
  if (entity && isOfVersions(path) && !entity.versions) throw new NotFound(req.t)
  if (route === 'delete /:key') await findPreference(req)
  settleQuery(req)
  // Payload runs no hook before it looks up a global's versions.
  if (global && isOfVersions(path))
    await refuseClosed(
      req,
      { fields: global.flattenedFields, versions: true, collection: null },
      { where: req.query.where, sort: req.query.sort },
    )
  await settleBody(req)
}

/** Wraps Payload's routes. Our own routes decide for themselves, with their own messages. */
export const guardEndpoints = <T extends Omit<Endpoint, 'root'>>(endpoints: readonly T[], of: Of): T[] =>
  endpoints.map((endpoint) => {
    const { method, path, handler, custom } = endpoint
    const route = `${method} ${path}`
    if (ROUTES[route] === undefined || custom?.ours === true) return endpoint
    return {
      ...endpoint,
      handler: async (req: PayloadRequest) => {
        await decide(req, route, path, of)
        if (of.collection?.slug === 'users' && method === 'patch') await checkPresentPassword(req)
        try {
          const answer = async (): Promise<Response> => handler(req)
          return await (route === 'post /login' ? inTurn(req, answer) : answer())
        } catch (error) {
          throw isUnreadable(error) ? unreadable() : error
        }
      },
    }
  })
