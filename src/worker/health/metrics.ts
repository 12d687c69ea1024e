import { Gauge, Registry } from 'prom-client'
import { ALARM_RULES, type Alarm, type Health } from '#domain/health.ts'
import { measureProcess, processMetrics } from '#lib/metrics.ts'

const seconds = (instant: string | null): number => (instant === null ? 0 : Date.parse(instant) / 1000)

interface Reading {
  health: Health
  alarms: readonly Alarm[]
  /** Names of all scheduled work. */
  slots: readonly string[]
  version: string
}

/** Values of one metric: a number, or one for each value of a label. */
type Values = number | { label: string; of: Readonly<Record<string, number>> }

const PREFIX = 'recourse_'

/** All metrics of an installation: name, what it means, and its values. Instants are Unix times, 0 where there is none. */
const METRICS: readonly [name: string, help: string, values: (reading: Reading) => Values][] = [
  [
    'info',
    'Always 1; the version is a label.',
    ({ version }) => ({ label: 'version', of: { [version]: 1 } }),
  ],
  [
    'release_timestamp_seconds',
    'When the release that readers see was published.',
    ({ health }) => seconds(health.readers.publishedAt),
  ],
  [
    'release_damaged_files',
    'Files of the release that are not as they were published.',
    ({ health }) => health.readers.damaged,
  ],
  [
    'publish_problems',
    'Entries and files that could not be published in their current form.',
    ({ health }) => health.readers.problems,
  ],
  [
    'publish_waiting_since_seconds',
    'Since when something waits to be published.',
    ({ health }) => seconds(health.readers.waitingSince),
  ],
  [
    'publishing_held_since_seconds',
    'Since when publishing is held after a rollback.',
    ({ health }) => seconds(health.readers.heldSince),
  ],
  [
    'targets_late',
    'Targets whose readers have had an old release for half an hour.',
    ({ health }) => health.readers.lateTargets,
  ],
  ['outbox_mails', 'Mails by state.', ({ health }) => ({ label: 'state', of: health.mail.counts })],
  [
    'outbox_due_since_seconds',
    'Since when the mail that has waited longest could have been sent.',
    ({ health }) => seconds(health.mail.dueSince),
  ],
  [
    'digests_paused',
    '1 while an administrator has paused all digests.',
    ({ health }) => Number(health.mail.paused),
  ],
  [
    'slot_undone',
    '1 for scheduled work that is not done for its current slot, and that nobody is doing.',
    ({ health, slots }) => ({
      label: 'job',
      of: Object.fromEntries(slots.map((name) => [name, Number(health.undone.includes(name))])),
    }),
  ],
  [
    'backup_wanted',
    '1 where a backup is made each night (BACKUP_TO).',
    ({ health }) => Number(health.backup !== null),
  ],
  [
    'backup_made_seconds',
    'When the last good backup was made; 0 before the first.',
    ({ health }) => seconds(health.backup?.at ?? null),
  ],
  ['sources_broken', 'Cited sources that have failed for days.', ({ health }) => health.watch.brokenSources],
  ['watch_on', '0 where WATCH=off.', ({ health }) => Number(health.watch.on)],
  [
    'clock_ahead_seconds',
    'How far the clock of this machine is ahead of the database’s.',
    ({ health }) => health.clockAhead ?? 0,
  ],
  ['disk_free_bytes', 'Free space on the disk of the data folder.', ({ health }) => health.disk.free],
  ['disk_size_bytes', 'Size of the disk of the data folder.', ({ health }) => health.disk.size],
  [
    'alarm',
    '1 for what administrators have been told of by mail.',
    ({ alarms }) => ({
      label: 'name',
      of: Object.fromEntries(
        ALARM_RULES.map(({ name }) => [
          name,
          Number(alarms.some((each) => each.name === name && each.toldAt !== null)),
        ]),
      ),
    }),
  ],
]

/** Names of all metrics that say how an installation runs. */
export const METRIC_NAMES: readonly string[] = METRICS.map(([name]) => `${PREFIX}${name}`)

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE

/** Writes a reading, and what this process counts, in the text format of Prometheus. */
export async function metricsText(reading: Reading): Promise<string> {
  measureProcess()
  const registry = new Registry()
  for (const [name, help, valuesOf] of METRICS) {
    const values = valuesOf(reading)
    const gauge = new Gauge({
      name: `${PREFIX}${name}`,
      help,
      labelNames: typeof values === 'number' ? [] : [values.label],
      registers: [registry],
    })
    if (typeof values === 'number') gauge.set(values)
    else for (const [each, value] of Object.entries(values.of)) gauge.set({ [values.label]: each }, value)
  }
  return `${await registry.metrics()}\n${await processMetrics.metrics()}`
}
