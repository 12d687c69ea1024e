import type { NoticeKind } from './notices.ts'

/** What a person is told about one entry, or one source or site, newest first. */
export interface BellGroup {
  /** Key of the entry, or of the flag if it is about no entry. */
  about: string
  label: string
  /** Path of its screen, relative to the admin root. */
  screen: string
  unread: number
  notices: { kind: NoticeKind; at: string; unread: boolean }[]
}

/** What the bell shows. */
export interface BellList {
  groups: BellGroup[]
  unread: number
  /** The instant of the newest notice shown: what comes later is not marked as read with these. */
  until: string
}
