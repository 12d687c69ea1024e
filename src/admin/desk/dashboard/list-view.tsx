import { Link } from '@payloadcms/ui'
import { BOARD_LISTS, EMPTY_LISTS, type BoardList, type BoardPage } from '#domain/desk/board.ts'
import { ApproveSeveral } from './approve-several.tsx'
import { listHref, Rows } from './rows.tsx'

interface Props {
  admin: string
  list: BoardList
  place: string | null
  found: BoardPage
  /** Whether this person may approve what waits for review. */
  approves: boolean
}

/** One list of the board, paged. */
export function ListView({ admin, list, place, found, approves }: Props) {
  const { rows, total, page, pages, place: name } = found
  return (
    <>
      <div className="board__top">
        <h1>
          {BOARD_LISTS[list]}
          {name ? `: ${name}` : ''}
        </h1>
        <p>
          {total.toLocaleString('en')} {total === 1 ? 'entry' : 'entries'}
          {name && (
            <>
              {' · '}
              <Link href={listHref(admin, list)} prefetch={false}>
                all places
              </Link>
            </>
          )}
          {' · '}
          <Link href={admin} prefetch={false}>
            back to the desk
          </Link>
        </p>
      </div>
      {list === 'reviews' && approves ? <ApproveSeveral admin={admin} rows={rows} /> : null}
      {rows.length === 0 ? (
        <p className="board__hint">Nothing waits here now. This list shows {EMPTY_LISTS[list]}.</p>
      ) : list === 'reviews' && approves ? null : (
        <section className="board__section">
          <Rows admin={admin} rows={rows} lateWord={list === 'overdue' ? null : 'Late'} />
        </section>
      )}
      {pages > 1 && (
        <nav className="board__pages" aria-label="Pages of this list">
          {page > 1 && (
            <Link href={listHref(admin, list, place, page - 1)} prefetch={false} rel="prev">
              ← Earlier
            </Link>
          )}
          <span>
            Page {page} of {pages}
          </span>
          {page < pages && (
            <Link href={listHref(admin, list, place, page + 1)} prefetch={false} rel="next">
              Further →
            </Link>
          )}
        </nav>
      )}
    </>
  )
}
