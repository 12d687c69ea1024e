/** How an installation runs, as an operator sees it: plain data, read from the database and one machine. */
export interface Health {
  /** Instant of the reading, ISO 8601, as are all others here. */
  at: string
  readers: {
    release: string | null
    publishedAt: string | null
    damaged: number
    problems: number
    /** Since when publishing is held; null while it is not. */
    heldSince: string | null
    /** Since when something waits to be published; null if nothing does. */
    waitingSince: string | null
    lateTargets: number
  }
  mail: {
    /** Mails by state. */
    counts: Readonly<Record<string, number>>
    /** Since when the mail that has waited longest could have been sent; null if none is due. */
    dueSince: string | null
    paused: boolean
  }
  /** Scheduled work that is not done for the current slot, and that nobody is doing, by name. */
  undone: readonly string[]
  /** Backups that the worker makes: when the last good one was made, and what went wrong since. Null where it makes none. */
  backup: { at: string | null; problem: string | null } | null
  watch: { on: boolean; brokenSources: number }
  /** Seconds that this machine's clock is ahead of the database's; null where they are one. */
  clockAhead: number | null
  /** The same for each machine that runs a server or a worker. */
  clocks: readonly { machine: string; ahead: number }[]
  /** The disk of the data folder, in bytes. */
  disk: { free: number; size: number }
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Something an operator must see to. */
export interface AlarmRule {
  name: string
  /** Milliseconds for which it must last before anybody is told. */
  lasting: number
  /** What is wrong and what to do, as sentences; null if nothing is. */
  words(health: Health): string | null
}

/** Free space below which work will soon fail: a part of the disk, and at most so many bytes. */
const DISK_PART = 0.05
const DISK_BYTES = 2_000_000_000

/** Hours after which the last backup is old: one is made each night. */
const BACKUP_HOURS = 26

/** Seconds by which a clock may be off: leases and back-offs allow for as much. */
export const CLOCK_OFF = 60

const minutes = (milliseconds: number): string => {
  const all = Math.round(milliseconds / MINUTE)
  return all < 120 ? `${all} minutes` : `${Math.round(all / 60)} hours`
}

const since = (from: string | null, { at }: Health): number =>
  from === null ? 0 : Date.parse(at) - Date.parse(from)

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

const clockWords = ({ machine, ahead }: Health['clocks'][number]): string =>
  `The clock of ${machine} is ${Math.abs(Math.round(ahead))} seconds ${ahead > 0 ? 'ahead of' : 'behind'} the database’s.`

/** All alarms. Each has a rule of the same name for Prometheus in deploy/prometheus/alerts.yml. */
export const ALARM_RULES: readonly AlarmRule[] = [
  {
    name: 'publishing-waits',
    lasting: 5 * MINUTE,
    words: (health) => {
      const waited = since(health.readers.waitingSince, health)
      return waited < 10 * MINUTE || health.readers.heldSince !== null
        ? null
        : `What was approved has not reached readers for ${minutes(waited)}. The desk says what failed; if it says nothing, no worker runs.`
    },
  },
  {
    name: 'release-damaged',
    lasting: 30 * MINUTE,
    words: ({ readers: { damaged } }) =>
      damaged === 0
        ? null
        : `${damaged} files that readers get are not as they were published, and could not be made again. “recourse status” names them.`,
  },
  {
    name: 'mail-waits',
    lasting: 5 * MINUTE,
    words: (health) => {
      const waited = since(health.mail.dueSince, health)
      return waited < HOUR || health.mail.paused
        ? null
        : `Mail has been waiting for ${minutes(waited)}. “Mail to subscribers” in the admin shows what the mail server answers; if it says nothing, no worker runs.`
    },
  },
  {
    name: 'schedule-late',
    // Long enough for a night of slow sites, and for machines that sleep.
    lasting: 7 * HOUR,
    words: ({ undone }) =>
      undone.length === 0
        ? null
        : `Scheduled work is late: ${undone.join(', ')}. The log of the worker says why it failed.`,
  },
  {
    name: 'disk-full',
    lasting: 5 * MINUTE,
    words: ({ disk: { free, size } }) =>
      free >= Math.min(size * DISK_PART, DISK_BYTES)
        ? null
        : `The disk of the data folder has ${gigabytes(free)} of ${gigabytes(size)} left. Make room: when it is full, nothing is saved or published.`,
  },
  {
    name: 'backup-old',
    // Together with the hours below, a night that failed is told of before the next one begins.
    lasting: 4 * HOUR,
    words: (health) => {
      const { backup } = health
      if (backup === null || (backup.at !== null && since(backup.at, health) < BACKUP_HOURS * HOUR))
        return null
      const last =
        backup.at === null ? 'No backup has been made yet.' : `The last good backup is of ${backup.at}.`
      return `${last} ${backup.problem ?? 'Does a worker run?'} “recourse backup” makes one now.`
    },
  },
  {
    name: 'clock-off',
    lasting: 2 * MINUTE,
    // Whoever looks, all machines count: else one worker would be told of another's clock that it is right.
    words: ({ clocks }) => {
      const off = clocks.filter(({ ahead }) => Math.abs(ahead) >= CLOCK_OFF)
      return off.length === 0
        ? null
        : `${off.map(clockWords).join(' ')} Set all by NTP: days, deadlines and links that expire are wrong until then.`
    },
  },
]

/** An alarm as it is recorded: since when, and since when administrators know. */
export interface Alarm {
  name: string
  since: string
  toldAt: string | null
  words: string
}

/** What changes in the recorded alarms with a reading. */
export interface AlarmChanges {
  /** New, or with other words. */
  put: Alarm[]
  /** Those of which administrators must be told now. */
  told: Alarm[]
  /** Those that are over; administrators are told where they knew. */
  over: Alarm[]
}

/** Compares a reading with the recorded alarms. Whatever changes nothing is in no list. */
export function alarmChanges(
  health: Health,
  known: readonly Alarm[],
  rules: readonly AlarmRule[] = ALARM_RULES,
): AlarmChanges {
  const before = new Map(known.map((alarm) => [alarm.name, alarm]))
  const changes: AlarmChanges = { put: [], told: [], over: [] }
  for (const rule of rules) {
    const { name, lasting } = rule
    const now = rule.words(health)
    const had = before.get(name)
    before.delete(name)
    if (now === null) {
      if (had) changes.over.push(had)
      continue
    }
    const alarm: Alarm = { name, since: had?.since ?? health.at, toldAt: had?.toldAt ?? null, words: now }
    const isDue = alarm.toldAt === null && Date.parse(health.at) - Date.parse(alarm.since) >= lasting
    if (isDue) changes.told.push({ ...alarm, toldAt: health.at })
    else if (!had) changes.put.push(alarm)
  }
  // A rule of an older version.
  changes.over.push(...before.values())
  return changes
}
