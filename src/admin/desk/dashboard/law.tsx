import { Link } from '@payloadcms/ui'
import { screenOf } from '#domain/content/collections.ts'
import { ago, type Board, type EditedRecord } from '#domain/desk/board.ts'
import { printDate } from '#domain/dates.ts'
import { counted } from '#domain/desk/impact.ts'
import { Line, Section } from './rows.tsx'

/** Law changes, until every affected entry is settled. */
export function LawChanges({
  admin,
  today,
  lawChanges: { rows, total },
}: {
  admin: string
  today: string
  lawChanges: Board['lawChanges']
}) {
  if (total === 0) return null
  const all = `${admin}/collections/law-changes`
  return (
    <Section
      id="law-changes"
      title="Law changes under way"
      count={{ n: total, href: `${all}?where[or][0][and][0][state][not_equals]=settled` }}
    >
      <ul className="board__rows">
        {rows.map(({ id, title, effectiveOn, state, flagged, open }) => (
          <Line
            key={id}
            href={`${all}/${id}`}
            label={title}
            words={`${state === 'recorded' ? 'nothing is flagged yet' : `${open} of ${counted(flagged, 'entry', 'entries')} open`}; ${effectiveOn <= today ? 'in force since' : 'takes force on'} ${printDate(effectiveOn)}`}
            verb={state === 'recorded' ? 'Flag' : 'Go on'}
          />
        ))}
      </ul>
    </Section>
  )
}

const ENTRIES = 4

/** Edited records that many entries print, and those whose old text readers still see. */
export function Edited({
  admin,
  id,
  title,
  records,
  now,
}: {
  admin: string
  id: string
  title: string
  records: readonly EditedRecord[]
  now: Date
}) {
  if (records.length === 0) return null
  const entries = records.reduce((sum, record) => sum + record.entries.length, 0)
  return (
    <Section
      id={id}
      title={title}
      count={{
        n: entries,
        href: `${admin}/collections/flags?where[or][0][and][0][kind][equals]=shared-record&where[or][0][and][1][closedAt][exists]=false`,
      }}
      hint="Submit each entry anew, so that readers see the record as it reads now."
    >
      <ul className="board__records">
        {records.map((record) => (
          <li key={record.about}>
            <p>
              {record.words}{' '}
              <Link href={`${admin}/collections/${record.collection}/${record.id}`} prefetch={false}>
                See the record
              </Link>
              , edited {ago(record.at, now)}.
            </p>
            <ul className="board__rows">
              {record.entries.slice(0, ENTRIES).map(({ entry, label, at }) => (
                <Line
                  key={entry}
                  href={at ? `${admin}${screenOf(at.collection, at.id)}` : null}
                  label={label}
                  words=""
                  verb="Submit anew"
                />
              ))}
            </ul>
            {record.entries.length > ENTRIES && (
              <p className="board__hint">
                and {counted(record.entries.length - ENTRIES, 'entry', 'entries')} more
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
