'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useRef, useState, type CSSProperties } from 'react'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { useEntry } from '#admin/use-entry.ts'
import { usePreviews, type Side } from '../preview/use-previews.ts'
import { framedPage, showBlock } from './framed-page.ts'

/** Widths in CSS pixels at which a page is shown. */
const WIDTHS = { phone: 390, wide: 1280 } as const
/** A wide page is not made smaller than this: it is scrolled instead. */
const SMALLEST = 0.45
/** Height of a frame on the screen, in CSS pixels. */
const HEIGHT = 560

const WAYS = { phone: 'On a phone', wide: 'On a wide screen', paper: 'On paper' } as const
type Way = keyof typeof WAYS

type Page = { html: string } | { problem: string } | null

/** The page that prints the entry, from one of its states. */
function usePreviewPage(side: string, seen: string): Page {
  const entry = useEntry()
  const [found, setFound] = useState<Page>(null)
  const at = entry ? `${entry.root}/preview/entry/${entry.kind}/${entry.id}/${side}/` : ''
  useEffect(() => {
    if (at === '') return
    let current = true
    const read = async (): Promise<Page> => {
      const response = await fetch(at, { credentials: 'include', cache: 'no-store' })
      const text = await response.text()
      return response.ok ? { html: framedPage(text) } : { problem: text }
    }
    read()
      .catch((): Page => ({ problem: 'The preview cannot be read. Check your connection, and try again.' }))
      .then((page) => {
        if (current) setFound(page)
      })
      .catch(() => undefined)
    return () => {
      current = false
    }
  }, [at, seen])
  return found
}

/** How much smaller a page is shown, so that all of its width fits into an element. */
function useScale(way: 'phone' | 'wide') {
  const box = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(0)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setRoom(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const width = way === 'phone' ? Math.min(WIDTHS.phone, room || WIDTHS.phone) : WIDTHS.wide
  const scale = way === 'phone' ? 1 : Math.min(1, Math.max(SMALLEST, room / width))
  return { box, width, scale, scrolls: room > 0 && width * scale > room + 1 }
}

interface PaneProps {
  /** “Now”, “After approval”. */
  name: string
  side: Side
  way: Way
  entryKey: string
  seen: string
}

function PagePane({ name, side, way, entryKey, seen }: PaneProps & { way: 'phone' | 'wide' }) {
  const page = usePreviewPage(side, seen)
  const previews = usePreviews()
  const { box, width, scale, scrolls } = useScale(way)
  const look: CSSProperties = { width, height: HEIGHT / scale, transform: `scale(${scale})` }
  return (
    <section className="as-read__pane" data-side={side} aria-label={name}>
      <div className="as-read__head">
        <h4>{name}</h4>
        <button type="button" className="desk-link" onClick={() => previews.page(side)}>
          Open in a new tab<span className="desk-sr">: {name}</span>
        </button>
      </div>
      <div
        className={`as-read__box${scrolls ? ' as-read__box--scrolls' : ''}`}
        ref={box}
        {...(scrolls ? { tabIndex: 0, role: 'group', 'aria-label': `${name}, to scroll sideways` } : {})}
      >
        {page === null ? (
          <p className="desk-quiet">Reading…</p>
        ) : 'problem' in page ? (
          <p className="desk-quiet">{page.problem}</p>
        ) : (
          <div className="as-read__page" style={{ width: Math.floor(width * scale), height: HEIGHT }}>
            <iframe
              title={`${name}: ${WAYS[way].toLowerCase()}`}
              sandbox="allow-same-origin"
              srcDoc={page.html}
              style={look}
              onLoad={({ currentTarget }) => {
                if (currentTarget.contentDocument) showBlock(currentTarget.contentDocument, entryKey)
              }}
            />
          </div>
        )}
      </div>
    </section>
  )
}

function PaperPane({ name, side }: PaneProps) {
  const previews = usePreviews()
  return (
    <section className="as-read__pane" data-side={side} aria-label={name}>
      <h4>{name}</h4>
      <Button buttonStyle="secondary" margin={false} onClick={() => void previews.pdf(side)}>
        Open the guide as PDF<span className="desk-sr">: {name}</span>
      </Button>
    </section>
  )
}

interface Props {
  workflow: WorkflowStatus
  /** What is saved stands against what is live, in place of the open edition. */
  working: boolean
  /** Changes whenever one of the two may have. */
  seen: string
}

/** The entry before and after, as its readers see it: on a phone, on a wide screen, on paper. */
export function AsReadersSee({ workflow: { live, key: entryKey }, working, seen }: Props) {
  const [way, setWay] = useState<Way | null>(null)
  const panes = [
    ...(live ? [{ name: 'Now', side: 'live' as const }] : []),
    working
      ? { name: 'As it is saved', side: 'working' as const }
      : { name: 'After approval', side: 'open' as const },
  ]
  return (
    <section className="as-read" aria-labelledby="review-as-read">
      <h3 id="review-as-read">As readers see it</h3>
      <div className="desk-switch" role="group" aria-labelledby="review-as-read">
        {(Object.keys(WAYS) as Way[]).map((each) => (
          <button
            key={each}
            type="button"
            id={`review-as-read-${each}`}
            aria-pressed={way === each}
            onClick={() => setWay(way === each ? null : each)}
          >
            {WAYS[each]}
          </button>
        ))}
      </div>
      {way && !live ? <p className="desk-quiet">Nothing of it is live yet.</p> : null}
      {way ? (
        <div className="as-read__panes" data-way={way}>
          {panes.map((pane) =>
            way === 'paper' ? (
              <PaperPane key={pane.side} {...pane} way={way} entryKey={entryKey} seen={seen} />
            ) : (
              <PagePane key={`${pane.side} ${way}`} {...pane} way={way} entryKey={entryKey} seen={seen} />
            ),
          )}
        </div>
      ) : null}
    </section>
  )
}
