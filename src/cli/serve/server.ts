import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isLate, targetsNow } from '#domain/publish/targets.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import type { Env } from '#lib/env.ts'
import type { Logger } from '#lib/log.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { readReleaseCheck } from '#lib/release-check.ts'
import { readTargetFiles } from '#lib/targets-state.ts'
import { addressList } from '#lib/throttle.ts'
import { PortTaken } from '../exit-codes.ts'
import { json, wantsPage } from './answers.ts'
import { bodyProblem, receive, refusesBody } from './bodies.ts'
import { adminHeaders, everyHeaders, keptNowhere, siteHeaders, formHeaders } from './headers.ts'
import { sendSecurityTxt } from './security-txt.ts'
import { HostDoor } from './host-door.ts'
import { settleOrigin } from './origin.ts'
import type { SiteFiles } from './site.ts'
import { partOf, targetOf } from './target.ts'
import { Turns } from './turns.ts'

/** Supported methods. Others are refused before Next, which fails on some. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'])

/** Milliseconds in which the head of a request, and all of it, must have come; and how often that is looked at. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 2_000 }

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

interface Serve {
  env: Env
  log: Logger
  site: SiteFiles
  /** Handles admin, API and subscription pages; null while starting. */
  next: () => Handler | null
  /** Answers Prometheus; null while starting. */
  metrics: () => Handler | null
}

/** The number of targets that have been behind for long. */
async function lateTargets({ dataDir, publishTo }: Env): Promise<number> {
  if (publishTo.length === 0) return 0
  const states = await readTargetFiles(
    dataDir,
    publishTo.map(({ address }) => address),
  )
  const current = await readCurrent(dataDir)
  return targetsNow(states, current && { name: current.name, time: current.manifest.time }).filter((each) =>
    isLate(each, new Date()),
  ).length
}

/** Whether this server is ready, and what needs a person's attention. */
const readiness =
  ({ env, site, next }: Serve): Handler =>
  async (_request, response) => {
    const release = await site.release()
    const state = await readPublishingState(env.dataDir)
    const check = await readReleaseCheck(env.dataDir)
    const late = await lateTargets(env)
    const status =
      next() === null ? 'starting' : release === null ? 'nothing is published yet' : ('ready' as const)
    json(response, status === 'ready' ? 200 : 503, {
      status,
      release,
      // Doesn't affect readiness, as readers are still served: a person is needed, not another server.
      problems: state?.problems.length ?? 0,
      damaged: check?.release === release ? check.damaged.length : 0,
      late,
      // Readers have an earlier release on purpose.
      held: state?.held ? { release: state.held.release, at: state.held.at } : null,
      database: env.database.kind,
      transactions: env.database.kind === 'sqlite' ? true : env.database.transactions,
    })
  }

/** Hands a request to what may still be starting. */
const byStarted =
  (started: () => Handler | null): Handler =>
  async (request, response) => {
    const handler = started()
    if (handler) return handler(request, response)
    response.setHeader('Retry-After', '5')
    json(response, 503, { errors: [{ message: 'This server is starting. Try again in a few seconds.' }] })
  }

/** Hands a request on once all of its body has come, and nothing is wrong with its shape. */
const receiving =
  (handler: Handler): Handler =>
  async (request, response) => {
    const whole = await receive(request, response)
    if (whole === null) return
    const problem = bodyProblem(request, whole.body)
    if (problem === null) return handler(whole.received, response)
    json(response, 400, { errors: [{ message: problem }] })
  }

/** The part of the server a request is for; null if it was already refused as malformed. */
async function routed(
  request: IncomingMessage,
  response: ServerResponse,
  { https, site }: { https: boolean; site: SiteFiles },
): Promise<ReturnType<typeof partOf> | null> {
  const target = targetOf(request.url ?? '')
  if (!target) {
    siteHeaders(response, https)
    if (wantsPage(request)) {
      keptNowhere(response)
      await site.refuse(request, response)
    } else json(response, 400, { errors: [{ message: 'This address is not written as addresses are.' }] })
    return null
  }
  if (!METHODS.has(request.method ?? '')) {
    siteHeaders(response, https)
    response.setHeader('Allow', [...METHODS].join(', '))
    json(response, 405, { errors: [{ message: 'This method cannot be used here.' }] })
    return null
  }
  request.url = target.path + target.query
  return partOf(target.path)
}

/** Dispatches each request to its part. */
function answering(serve: Serve, turns: Turns): Handler {
  const { env, log, site } = serve
  const https = env.publicUrl.startsWith('https:')
  const proxies = addressList(env.trustedProxies)
  const ready = readiness(serve)
  const next = receiving(byStarted(serve.next))
  const metrics = byStarted(serve.metrics)
  const hosts = new HostDoor(env, log)
  return async (request, response) => {
    everyHeaders(response, https)
    if (refusesBody(request, response, env.dataDir)) return
    settleOrigin(request, proxies)
    if (hosts.refuses(request, response)) return
    const part = await routed(request, response, { https, site })
    if (part === null) return
    switch (part) {
      case 'health':
        return json(response, 200, { status: 'ok' })
      case 'ready':
        return ready(request, response)
      case 'metrics':
        return metrics(request, response)
      case 'security':
        if (env.securityContact === null) break
        return sendSecurityTxt(response, env.securityContact, env.publicUrl, new Date())
      case 'none':
        return json(response, 404, { errors: [{ message: 'There is nothing here.' }] })
      case 'assets':
        adminHeaders(response, https)
        return next(request, response)
      case 'desk':
        adminHeaders(response, https)
        keptNowhere(response)
        return next(request, response)
      case 'forms':
        formHeaders(response, https)
        keptNowhere(response)
        return next(request, response)
      case 'site':
        break
    }
    await turns.take()
    siteHeaders(response, https)
    return site.answer(request, response)
  }
}

/** The HTTP server: health checks, admin and API by Next, the site from its files. */
export function createHttpServer(serve: Serve): Server {
  const { log } = serve
  const turns = new Turns()
  const answer = answering(serve, turns)
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error, path: request.url?.split('?')[0] }, 'a request failed')
      if (!response.headersSent)
        json(response, 500, { errors: [{ message: 'Something failed here. It has been noted.' }] })
      else response.destroy()
    })
  }
  // No protocol upgrades: an upgraded connection would be left open with no handler.
  const server = createServer({ shouldUpgradeCallback: () => false, ...PATIENCE }, handle)
  // A client that asks first sends nothing that is refused.
  server.on('checkContinue', handle)
  server.on('connection', () => turns.newcomer())
  return server
}

/** Length of the accept queue while this process is busy; the OS may allow fewer. Further clients must retry. */
const BACKLOG = 8_192

/**
 * Listens.
 * @returns the port, which the OS chose if 0 was given.
 * @throws {PortTaken} if another program has it.
 */
export function listen(server: Server, { host, port }: Pick<Env, 'host' | 'port'>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new PortTaken(
            `Port ${port} on ${host} is taken by another program. Stop that one, or set PORT to another.`,
          ),
        )
      else if (error.code === 'EACCES')
        reject(new PortTaken(`This account may not listen on port ${port}. Set PORT to 1024 or more.`))
      else reject(error)
    })
    server.listen({ port, host, backlog: BACKLOG }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** Lets requests in progress finish, for at most `patience` milliseconds, then closes their connections. */
export function drain(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
