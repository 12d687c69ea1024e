'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import { screenOf } from '#domain/content/collections.ts'
import { DESK_STATES } from '#domain/desk/heads.ts'
import { readyEntries, type ChecklistEntry, type GuideChecklist } from '#domain/desk/guide-checklist.ts'
import { ask } from '../ask.ts'
import { copyHref } from '../desk/copy/address.ts'
import { reviewGuideHref } from '../desk/review/guide/address.ts'
import { counted } from '../words.ts'
import { MissingParts } from './missing-parts.tsx'
import { OpenGuide } from './open-guide.tsx'
import { SubmitReady } from './submit-ready.tsx'

/** Problems of one entry that are told at once. */
const FEW = 4

interface Props {
  /** As it was when the screen was opened, or the place saved. */
  saved: GuideChecklist
  place: { id: string; name: string; profile: string | null }
  /** In which the site's days are counted. */
  timeZone: string
}

/** Reads it again when somebody comes back to the screen: others approve meanwhile. */
function useLookAgain(place: string, tell: (checklist: GuideChecklist) => void): void {
  const { config } = useConfig()
  const { api } = config.routes
  const told = useRef(tell)
  useEffect(() => {
    told.current = tell
  })
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState !== 'visible') return
      void ask<GuideChecklist>(`${api}/jurisdictions/${place}/guide`).then((answer) => {
        if (answer.ok) told.current(answer.value)
      })
    }
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
    }
  }, [api, place])
}

/** How far the guide of a place is, and what comes next. */
export function GuidePanel({ saved, place, timeZone }: Props) {
  const { config } = useConfig()
  const { admin } = config.routes
  const [since, setSince] = useState({ of: saved, is: saved })
  const checklist = since.of === saved ? since.is : saved
  useLookAgain(place.id, (is) => setSince({ of: saved, is }))
  const { open, missing, live, entries } = checklist
  const ready = readyEntries(checklist)
  return (
    <div className="desk-notices" id="guide-state" data-open={open}>
      <p className={`desk-notice${open && missing.length === 0 ? '' : ' desk-notice--warning'}`}>
        <strong id="guide-state-title" tabIndex={-1}>
          {headlineOf(checklist)}
        </strong>{' '}
        {whyOf(checklist)}{' '}
        {missing.length > 0 ? (
          <>
            Not live{open ? ' any more' : ' yet'}:{' '}
            <MissingParts
              admin={admin}
              guide={{ name: place.name, open, missing, place: place.id, profile: place.profile }}
            />
            .
          </>
        ) : null}
      </p>
      {live === 0 && entries.length === 0 ? (
        <p>
          <Link
            id="guide-begin"
            href={copyHref(admin, { collection: 'jurisdictions', id: place.id })}
            prefetch={false}
          >
            Begin with the entries of another place
          </Link>
        </p>
      ) : null}
      {checklist.said !== 'full' && missing.length === 0 ? <OpenGuide /> : null}
      {entries.length > 0 ? <Checklist admin={admin} {...checklist} /> : null}
      {entries.some(({ state }) => state === 'in-review') ? (
        <p>
          <Link id="guide-review" href={reviewGuideHref(admin, place.id)} prefetch={false}>
            Read all that waits for a review
          </Link>
        </p>
      ) : null}
      {ready.length > 0 ? (
        <SubmitReady
          key={ready.map(({ entry }) => entry).join()}
          entries={ready}
          place={place.id}
          timeZone={timeZone}
          onDone={(is) => setSince({ of: saved, is })}
        />
      ) : null}
    </div>
  )
}

const headlineOf = ({ open, missing }: GuideChecklist): string =>
  !open
    ? 'Readers do not have its guide.'
    : missing.length > 0
      ? 'Its guide is not whole any more.'
      : 'Readers have its guide.'

/** Why readers have the guide or not, and what would change that. */
function whyOf({ open, said, missing }: GuideChecklist): string {
  if (open)
    return missing.length > 0
      ? 'Readers still have it, with its emergency number.'
      : 'Everything that it needs is live.'
  if (said === null)
    return 'The place itself is not live: save it as being built, submit it, and let another reviewer approve.'
  if (said === 'full') return 'It opens once it has all that it needs.'
  return missing.length > 0
    ? 'It is being built.'
    : 'Everything that it needs is live. An administrator opens it; another reviewer approves.'
}

interface ChecklistProps extends GuideChecklist {
  admin: string
}

/** The entries that are not live, each with what keeps it and links to the fields. */
const Checklist = ({ admin, live, entries }: ChecklistProps) => (
  <div className="guide-checklist">
    <p className="guide-checklist__title">{`${counted(live, 'entry is', 'entries are')} live, ${entries.length} ${entries.length === 1 ? 'is' : 'are'} not`}</p>
    <ul>
      {entries.map((entry) => (
        <li key={`${entry.collection}/${entry.id}`} data-entry={`${entry.collection}/${entry.id}`}>
          <Entry admin={admin} entry={entry} />
        </li>
      ))}
    </ul>
  </div>
)

function Entry({
  admin,
  entry: { collection, id, label, state, problems },
}: {
  admin: string
  entry: ChecklistEntry
}) {
  const screen = `${admin}${screenOf(collection, id)}`
  return (
    <>
      <Link href={screen} prefetch={false}>
        {label}
      </Link>
      {`, ${DESK_STATES[state].toLowerCase()}`}
      {problems.length === 0 ? (state === 'never-live' ? ': ready to be submitted.' : '.') : null}
      {problems.length > 0 ? (
        <ul>
          {problems.slice(0, FEW).map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              {field === null ? (
                message
              ) : (
                <Link href={`${screen}#at=${encodeURIComponent(field)}`} prefetch={false}>
                  {message}
                </Link>
              )}
            </li>
          ))}
          {problems.length > FEW ? <li>{`${problems.length - FEW} more are said in the entry.`}</li> : null}
        </ul>
      ) : null}
    </>
  )
}
