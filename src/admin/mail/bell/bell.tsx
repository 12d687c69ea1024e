'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { useRef } from 'react'
import type { BellGroup } from '#domain/mail/bell.ts'
import { NOTICE_KINDS } from '#domain/mail/notices.ts'
import { ago } from '#domain/desk/board.ts'
import { unreadWords, useBell, type Bell as Ringing } from './use-bell.ts'

const LIST = 'bell-list'
const MOST = 99

function Group({ group, onOpen }: { group: BellGroup; onOpen: (about: string) => void }) {
  const { config } = useConfig()
  const { about, label, screen, unread, notices } = group
  const [newest, ...others] = notices
  if (!newest) return null
  return (
    <li className={`bell__group${unread > 0 ? ' bell__group--unread' : ''}`}>
      <Link
        className="bell__link"
        href={`${config.routes.admin}${screen}`}
        prefetch={false}
        onClick={() => onOpen(about)}
      >
        <span className="bell__label">
          {unread > 0 && <span className="bell__mark">New</span>} {label}
        </span>
        <span className="bell__words">
          {NOTICE_KINDS[newest.kind]}, {ago(newest.at, new Date())}
          {others.length > 0 && `, and ${others.length} more before`}
        </span>
      </Link>
    </li>
  )
}

function Panel({ list, failed, unread, read, onOpen }: Ringing & { onOpen: (about: string) => void }) {
  const { config } = useConfig()
  return (
    <>
      <div className="bell__head">
        <h2 className="bell__title">What is new for you</h2>
        {/* It stays where it is when all is read, so that the focus does. */}
        <button
          type="button"
          id="bell-read-all"
          className="desk-link"
          aria-disabled={unread === 0}
          onClick={() => void (unread > 0 && read(null))}
        >
          Mark all as read
        </button>
      </div>
      {failed !== null && (
        <p role="alert" className="bell__words">
          {failed}
        </p>
      )}
      {list?.groups.length === 0 && (
        <p className="bell__words">
          Nothing yet. What waits for you, comes back to you, or went live will stand here.
        </p>
      )}
      <ul className="bell__groups">
        {list?.groups.map((group) => (
          <Group key={group.about} group={group} onOpen={onOpen} />
        ))}
      </ul>
      <p className="bell__foot">
        <Link href={`${config.routes.admin}/account`} prefetch={false}>
          Choose what you get by mail
        </Link>
      </p>
    </>
  )
}

/** The bell in the header: how much is unread, and the list of it. */
export function Bell() {
  const bell = useBell()
  const panel = useRef<HTMLDivElement>(null)
  const { unread, news, load, read } = bell
  const open = (about: string): void => {
    panel.current?.hidePopover()
    void read(about)
  }
  return (
    <div className="bell">
      <button
        type="button"
        id="bell"
        className="bell__button"
        popoverTarget={LIST}
        aria-label={`What is new for you: ${unreadWords(unread)}`}
      >
        <svg aria-hidden="true" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor">
          <path strokeWidth="1.5" strokeLinejoin="round" d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5h4" />
        </svg>
        {unread > 0 && (
          <span className="bell__count" aria-hidden="true">
            {unread > MOST ? `${MOST}+` : unread}
          </span>
        )}
      </button>
      <span role="status" className="desk-sr">
        {news}
      </span>
      <div
        id={LIST}
        ref={panel}
        className="bell__panel"
        popover="auto"
        role="region"
        aria-label="What is new for you"
        onToggle={(event) => {
          if (event.newState === 'open') void load()
        }}
      >
        <Panel {...bell} onOpen={open} />
      </div>
    </div>
  )
}
