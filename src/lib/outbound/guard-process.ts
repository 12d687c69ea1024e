import { AsyncLocalStorage } from 'node:async_hooks'
import { Dispatcher, setGlobalDispatcher } from 'undici'
import { unsetProxies } from '../env.ts'
import type { Outbound } from './outbound.ts'

const passing = new AsyncLocalStorage<Dispatcher>()

/** Sends each request through the caller's dispatcher, or the guarded one by default. */
class Crossing extends Dispatcher {
  way: Dispatcher

  constructor(way: Dispatcher) {
    super()
    this.way = way
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    return (passing.getStore() ?? this.way).dispatch(options, handler)
  }
}

let crossing: Crossing | undefined

/**
 * From now on every `fetch` of this process without an explicit dispatcher is guarded: Node's own, and that of each
 * undici copy in it, as they all look up their global dispatcher under the same two symbols. Proxy variables are
 * removed, because linkinator would follow them and bypass the guard. Not covered: code that opens its own sockets
 * (databases, mail) and the browser, which needs no network.
 */
export function guardProcess({ dispatcher }: Outbound): void {
  unsetProxies()
  if (crossing) crossing.way = dispatcher
  else setGlobalDispatcher((crossing = new Crossing(dispatcher)))
}

/**
 * Runs code that makes its own requests, so that they use this dispatcher, which must forward them to the guarded
 * one.
 */
export const through = <T>(dispatcher: Dispatcher, run: () => Promise<T>): Promise<T> =>
  passing.run(dispatcher, run)
