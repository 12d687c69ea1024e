import { AsyncLocalStorage } from 'node:async_hooks'
import { Dispatcher, setGlobalDispatcher } from 'undici'
import { unsetProxies } from '../env.ts'
import type { Outbound } from './outbound.ts'

const passing = new AsyncLocalStorage<Dispatcher>()

/** Sends each request by the way of whoever asks, and by the guarded one where nobody said. */
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
 * From now on every `fetch` of this process that is handed no dispatcher goes the guarded way: Node's own, and those of
 * each undici in it, which all look for their global dispatcher under the same two symbols. Proxy variables go, because
 * linkinator would follow them round it. Not what opens sockets itself: databases, mail, and the browser, which has
 * network for nothing.
 */
export function guardProcess({ dispatcher }: Outbound): void {
  unsetProxies()
  if (crossing) crossing.way = dispatcher
  else setGlobalDispatcher((crossing = new Crossing(dispatcher)))
}

/** Runs what asks by itself, so that its requests go through this dispatcher: it must hand them to the guarded one. */
export const through = <T>(dispatcher: Dispatcher, run: () => Promise<T>): Promise<T> =>
  passing.run(dispatcher, run)
