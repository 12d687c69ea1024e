'use client'
import { Link, useConfig, useListDrawerContext, useListQuery, useTableColumns } from '@payloadcms/ui'
import { useState } from 'react'
import { focusOn } from '#admin/focus-on.ts'
import { queryOfView, type SavedView } from '#domain/desk/saved-views.ts'
import { VIEW_NEW, VIEW_SHOWN } from '../redrawn.ts'
import { useViews } from './use-views.tsx'
import { ViewForm } from './view-form.tsx'

/** The list as it is shown now, and as it is without anybody's changes, as queries. */
function useShown(list: string): { now: string; plain: string } {
  const { getEntityConfig } = useConfig()
  const { query } = useListQuery()
  const { columns } = useTableColumns()
  const { defaultSort, admin } = getEntityConfig({ collectionSlug: list })
  const shown = (columns ?? []).flatMap(({ accessor, active }) =>
    active && accessor !== '_select' ? [accessor] : [],
  )
  const { where, search, sort } = query as { where?: unknown; search?: string; sort?: string }
  return {
    now: queryOfView({ where, search, sort, columns: shown }),
    plain: queryOfView({
      sort: typeof defaultSort === 'string' ? defaultSort : undefined,
      columns: admin.defaultColumns ?? [],
    }),
  }
}

interface LinkProps {
  list: string
  query: string
  isShown: boolean
  words: string
  /** Whose it is; null for one's own. */
  by: string | null
}

const ViewLink = ({ list, query, isShown, words, by }: LinkProps) => {
  const { config } = useConfig()
  return (
    <li>
      <Link
        href={`${config.routes.admin}/collections/${list}?${query}`}
        className="views__link"
        prefetch={false}
        {...(isShown ? { id: VIEW_SHOWN, 'aria-current': 'page' as const } : {})}
      >
        {words}
        {by ? <span className="views__by"> by {by}</span> : null}
      </Link>
    </li>
  )
}

interface OwnProps {
  view: SavedView
  busy: boolean
  onShare: (shared: boolean) => void
  onRemove: () => void
}

/**
 * What may be done with one's own view while it is shown. Its buttons stay where they are and keep the focus while they are
 * busy: a disabled one would lose it, and the next press would be that of another.
 */
const Own = ({ view: { title, shared }, busy, onShare, onRemove }: OwnProps) => (
  <>
    <button
      type="button"
      id="view-share"
      className="desk-link views__act"
      aria-disabled={busy}
      onClick={() => onShare(!shared)}
    >
      {shared ? 'Keep it to yourself' : 'Share it'}
    </button>
    <button
      type="button"
      id="view-remove"
      className="desk-link views__act"
      aria-disabled={busy}
      onClick={onRemove}
    >
      Remove “{title}”
    </button>
  </>
)

const New = ({ onPress }: { onPress: () => void }) => (
  <button type="button" id={VIEW_NEW} className="desk-link views__act" onClick={onPress}>
    Save this view
  </button>
)

interface ActsProps {
  now: string
  isPlain: boolean
  /** The view that is shown, if it is saved. */
  current: SavedView | undefined
  known: ReturnType<typeof useViews>
}

/** Saves what is shown now as a view; or shares and removes one's own view that is shown. */
function Acts({
  now,
  isPlain,
  current,
  known: { views, isMine, keep, share, remove, busy, refusal },
}: ActsProps) {
  const [naming, setNaming] = useState(false)
  const [said, setSaid] = useState('')
  const tell = async (work: Promise<boolean>, words: string, ...to: string[]): Promise<void> => {
    if (!(await work)) return
    setNaming(false)
    setSaid(words)
    // Shared or not, the button stays.
    if (to.length > 0) focusOn(...to)
  }
  const close = (): void => {
    setNaming(false)
    focusOn(VIEW_NEW)
  }
  return (
    <>
      {naming ? (
        <ViewForm
          busy={busy}
          refusal={refusal}
          onClose={close}
          onSave={(view) =>
            void tell(keep({ ...view, query: now }), `“${view.title.trim()}” is saved.`, VIEW_SHOWN)
          }
        />
      ) : (
        <p className="views__acts">
          {isPlain || current || views === null ? null : <New onPress={() => setNaming(true)} />}
          {current && isMine(current) ? (
            <Own
              view={current}
              busy={busy}
              onShare={(shared) =>
                void tell(
                  share(current, shared),
                  shared ? 'Everybody at the desk sees it.' : 'Only you see it.',
                )
              }
              onRemove={() =>
                void tell(remove(current), `“${current.title}” is removed.`, VIEW_NEW, VIEW_SHOWN)
              }
            />
          ) : null}
        </p>
      )}
      {refusal && !naming ? <p role="alert">{refusal.message}</p> : null}
      <p className="desk-sr" role="status">
        {said}
      </p>
    </>
  )
}

function Views({ list }: { list: string }) {
  const { now, plain } = useShown(list)
  const known = useViews()
  const alike = (known.views ?? []).filter(({ query }) => query === now)
  // One's own, where a colleague has shared the same: only that can be changed here.
  const current = alike.find(known.isMine) ?? alike[0]
  const isPlain = now === plain
  return (
    <nav className="views" aria-label="Views of this list">
      <ul className="views__list">
        <ViewLink list={list} query={plain} isShown={isPlain && !current} words="All" by={null} />
        {(known.views ?? []).map((view) => (
          <ViewLink
            key={view.id}
            list={list}
            query={view.query}
            isShown={view === current}
            words={view.title}
            by={known.isMine(view) ? null : view.by}
          />
        ))}
      </ul>
      <Acts now={now} isPlain={isPlain} current={current} known={known} />
    </nav>
  )
}

/** The saved views of a list, above its rows. A list from which one picks a record has none. */
export function SavedViews({ collectionSlug }: { collectionSlug: string }) {
  const { isInDrawer } = useListDrawerContext()
  return isInDrawer ? null : <Views list={collectionSlug} />
}
