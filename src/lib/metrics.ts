import { collectDefaultMetrics, Counter, Registry } from 'prom-client'

/** What this process counts by itself, for Prometheus. */
export const processMetrics = new Registry()

export const leaseLosses = new Counter({
  name: 'recourse_lease_losses_total',
  help: 'Pieces of work that another worker took over from this process.',
  registers: [processMetrics],
})

let measured = false

/** Begins to measure memory, CPU and event loop of this process. */
export function measureProcess(): void {
  if (measured) return
  measured = true
  collectDefaultMetrics({ register: processMetrics })
}
