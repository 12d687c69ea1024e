'use client'
import { Pill, useConfig } from '@payloadcms/ui'
import type { Reach } from '#domain/content/pinpoints.ts'
import { screenOf } from '#domain/content/collections.ts'
import { FLAG_ENDS } from '#domain/desk/flags.ts'
import { counted, groupUses, isTickable, type ImpactEntry, type ImpactFlag } from '#domain/desk/impact.ts'
import { OPENED_FROM } from '../law/opened-from.ts'
import { listed, printDayOf } from '#admin/words.ts'
import { RELATIONS, LEGAL_STATUSES } from '#domain/content/legal-status.ts'

/** `Ada and Ben, edition 3`: who answered, and with which edition. */
function answeredBy({ answers }: ImpactFlag): string {
  const names = listed([...new Set(answers.map(({ by }) => by))])
  const editions = [...new Set(answers.flatMap(({ edition }) => edition ?? []))]
  return editions.length > 0
    ? `${names}, ${editions.length > 1 ? 'editions' : 'edition'} ${listed(editions.map(String))}`
    : names
}

/** Whether an entry was flagged, and how the flag was settled: a word, then who and when. */
function Progress({ flag }: Pick<ImpactEntry, 'flag'>) {
  if (!flag)
    return (
      <Pill pillStyle="light" size="small">
        Not flagged
      </Pill>
    )
  if (flag.closedAt === null)
    return (
      <>
        <Pill pillStyle="warning" size="small">
          Open
        </Pill>
        <span className="impact__aside">
          flagged by {flag.by}, {printDayOf(flag.at)}
          {flag.answers.length > 0
            ? `; ${flag.answers.length} of ${flag.of} answered (${answeredBy(flag)})`
            : ''}
        </span>
      </>
    )
  if (flag.how === 'left-out')
    return (
      <>
        <Pill pillStyle="light" size="small">
          Left out
        </Pill>
        <span className="impact__aside">
          by {flag.closedBy}, {printDayOf(flag.closedAt)}: {flag.note}
        </span>
      </>
    )
  return (
    <>
      <Pill pillStyle="success" size="small">
        Settled
      </Pill>
      <span className="impact__aside">
        {flag.how ? FLAG_ENDS[flag.how] : 'Settled'}
        {flag.how !== 'withdrawn' && flag.answers.length > 0 ? `, answered by ${answeredBy(flag)}` : ''},{' '}
        {printDayOf(flag.closedAt)}
      </span>
    </>
  )
}

/** The pages and PDFs that print an entry, opened on demand. */
function Printed({ live, pages, documents }: Pick<ImpactEntry, 'live' | 'pages' | 'documents'>) {
  if (!live) return <span className="impact__aside">Not live</span>
  if (pages.length === 0) return <span className="impact__aside">Live, on no published page</span>
  const on = [
    counted(pages.length, 'page'),
    ...(documents.length > 0 ? [counted(documents.length, 'PDF')] : []),
  ]
  return (
    <details className="impact__printed">
      <summary>{on.join(', ')}</summary>
      <ul>
        {[...pages, ...documents].map((path) => (
          <li key={path}>
            <a href={path} target="_blank" rel="noreferrer">
              {path}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** How a provision stands to what changes; nothing where it is what changes. */
const REACH_WORDS: Record<Exclude<Reach, 'apart'>, string> = {
  met: '',
  wider: 'contains what changes',
  unnamed: 'names no provision',
  untold: 'cannot be told: check',
}

const Reached = ({ reach }: { reach: Reach }) =>
  reach === 'met' || reach === 'apart' ? null : (
    <span className="impact__reach" data-reach={reach}>
      {' '}
      ({REACH_WORDS[reach]})
    </span>
  )

function Cited({ cited }: Pick<ImpactEntry, 'cited'>) {
  return cited.map(({ title, url, provision, reach, claimLabels }, index) => (
    <li key={index}>
      <a href={url} target="_blank" rel="noreferrer">
        {title}
      </a>
      {provision ? `, ${provision}` : ''}
      <Reached reach={reach} />
      <span className="impact__aside">source of {listed(claimLabels)}</span>
    </li>
  ))
}

function Uses({ uses, cited }: Pick<ImpactEntry, 'uses' | 'cited'>) {
  if (uses.length === 0) return <span className="impact__aside">Does not rest on it any more</span>
  const groups = groupUses(uses)
  const near = groups.filter(({ reach }) => reach !== 'apart')
  const others = groups.filter(({ reach }) => reach === 'apart').flatMap(({ provisions }) => provisions)
  return (
    <ul className="impact__uses">
      {near.map((use, index) => (
        <li key={index}>
          <strong>{use.provisions.join(', ')}</strong>: {RELATIONS[use.relation]}
          {use.standing === 'in-force' || use.standing === use.relation
            ? ''
            : ` (${LEGAL_STATUSES[use.standing].toLowerCase()})`}
          <Reached reach={use.reach} />
          <span className="impact__aside">
            {use.claimLabels.length > 0 ? use.claimLabels.join(', ') : 'the whole entry'}
            {use.onlyLive ? ' — as readers see it; the working copy does not name it any more' : ''}
          </span>
        </li>
      ))}
      <Cited cited={cited} />
      {others.length > 0 ? (
        <li className="impact__aside">
          {near.length > 0 ? 'Also rests on ' : 'Rests on '}
          {listed([...new Set(others)])}
        </li>
      ) : null}
    </ul>
  )
}

/** Tells the entry's screen for which law change it is opened: its day is then filled in. */
const openedFrom = (lawChange: string | undefined, flag: ImpactFlag | null): string =>
  lawChange !== undefined && flag?.closedAt === null ? `?${OPENED_FROM}=${encodeURIComponent(lawChange)}` : ''

/** The entries that a person has chosen in a table. */
export interface Ticks {
  ticked: ReadonlySet<string>
  tick: (entry: string, on: boolean) => void
}

const Tick = ({ entry, label, ticks }: { entry: string; label: string; ticks: Ticks }) => (
  <label className="impact__tick">
    <input
      type="checkbox"
      checked={ticks.ticked.has(entry)}
      onChange={({ target }) => ticks.tick(entry, target.checked)}
    />
    <span className="desk-sr">Choose {label}</span>
  </label>
)

interface RowProps {
  entry: ImpactEntry
  progress: boolean
  ticks: Ticks | undefined
  /** Address of the entry's screen. */
  screen: (at: NonNullable<ImpactEntry['at']>) => string
}

function EntryRow({ entry: row, progress, ticks, screen }: RowProps) {
  const { entry, label, at, uses, live, pages, documents, flag, cited } = row
  return (
    <tr data-entry={entry}>
      <th scope="row">
        <div className="impact__entry">
          {ticks && isTickable(row) ? <Tick entry={entry} label={label} ticks={ticks} /> : null}
          <span>{at ? <a href={screen(at)}>{label}</a> : <>{label} (deleted)</>}</span>
        </div>
      </th>
      {progress && (
        <td data-label="Progress">
          <Progress flag={flag} />
        </td>
      )}
      <td data-label="Rests on it by, and for">
        <Uses uses={uses} cited={cited} />
      </td>
      <td data-label="Printed on">
        <Printed live={live} pages={pages} documents={documents} />
      </td>
    </tr>
  )
}

/** Every entry that depends on an instrument, each row linked to the work. */
export function ImpactTable({
  entries,
  caption,
  progress,
  ticks,
  lawChange,
}: {
  entries: readonly ImpactEntry[]
  caption: string
  /** Whether entries are flagged for a law change. */
  progress: boolean
  /** Where entries can be chosen: which are, and which cannot be. */
  ticks?: Ticks
  /** Id of the law change, which an entry that is opened from its flag is told. */
  lawChange?: string
}) {
  const { config } = useConfig()
  return (
    <table className="impact__table">
      <caption className="impact__caption">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Entry</th>
          {progress && <th scope="col">Progress</th>}
          <th scope="col">Rests on it by, and for</th>
          <th scope="col">Printed on</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow
            key={entry.entry}
            entry={entry}
            progress={progress}
            ticks={ticks}
            screen={(at) =>
              `${config.routes.admin}${screenOf(at.collection, at.id)}${openedFrom(lawChange, entry.flag)}`
            }
          />
        ))}
      </tbody>
    </table>
  )
}
