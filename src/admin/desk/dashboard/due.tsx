import { Link } from '@payloadcms/ui'
import { SOON_DAYS, type Board, type BoardList } from '#domain/desk/board.ts'
import { printDate } from '#domain/dates.ts'
import { listHref, Rows, Section } from './rows.tsx'

function Amount({
  admin,
  list,
  place,
  name,
  n,
}: {
  admin: string
  list: BoardList
  place: string
  name: string
  n: number
}) {
  if (n === 0) return <>—</>
  return (
    <Link
      href={listHref(admin, list, place)}
      prefetch={false}
      aria-label={`${n} ${list === 'overdue' ? 'overdue' : 'due soon'} in ${name}`}
    >
      {n.toLocaleString('en')}
    </Link>
  )
}

/** What a person must verify again: entry by entry if few, guide by guide if many. */
export function Due({ admin, due: { places, overdue, soon, rows } }: { admin: string; due: Board['due'] }) {
  if (overdue + soon === 0) return null
  const list = overdue > 0 ? 'overdue' : 'soon'
  return (
    <Section
      id="due"
      title={overdue > 0 ? 'Verification overdue' : `To be verified in the next ${SOON_DAYS} days`}
      count={{ n: overdue > 0 ? overdue : soon, href: listHref(admin, list) }}
      hint="Open the entry’s sources, compare, and confirm that it still states the law. Until then readers see that it is overdue."
    >
      {overdue + soon <= rows.length ? (
        <Rows admin={admin} rows={rows} lateWord={soon > 0 ? 'Overdue' : null} />
      ) : (
        <table className="board__table">
          <thead>
            <tr>
              <th scope="col">Guide</th>
              <th scope="col">Overdue</th>
              {soon > 0 && <th scope="col">Next {SOON_DAYS} days</th>}
              <th scope="col">First due</th>
            </tr>
          </thead>
          <tbody>
            {places.map(({ slug, name, overdue: late, soon: next, first }) => (
              <tr key={slug}>
                <th scope="row">{name}</th>
                <td>
                  <Amount admin={admin} list="overdue" place={slug} name={name} n={late} />
                </td>
                {soon > 0 && (
                  <td>
                    <Amount admin={admin} list="soon" place={slug} name={name} n={next} />
                  </td>
                )}
                <td>{printDate(first)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
