import { isAmong, isRecord } from '#domain/checks.ts'
import type { Recipient } from '#domain/mail/mails.ts'
import { DEFAULT_SETTINGS, MAIL_CHOICES, type NoticeSettings } from '#domain/mail/notices.ts'
import { toStaff, type StaffMember } from '../desk/staff.ts'
import type { Row } from '../row.ts'
import { findRows, type StoreRequest } from '../rows.ts'

/** A member of staff, and how they are told. */
export interface ToldPerson extends Omit<StaffMember, 'id'> {
  /** `user:<id>`. */
  id: Recipient
  settings: NoticeSettings
}

const isChoice = isAmong(MAIL_CHOICES)

function settingsOf(row: Row): NoticeSettings {
  const set = row.raw('told')
  const { waiting, done, trouble } = isRecord(set) ? set : {}
  return {
    waiting: isChoice(waiting) ? waiting : DEFAULT_SETTINGS.waiting,
    done: isChoice(done) ? done : DEFAULT_SETTINGS.done,
    trouble: isChoice(trouble) ? trouble : DEFAULT_SETTINGS.trouble,
  }
}

/** All staff, with how they are told. */
export const readTold = (req: StoreRequest): Promise<ToldPerson[]> =>
  findRows(
    req,
    'users',
    (row) => ({ ...toStaff(row), id: `user:${row.id}` as const, settings: settingsOf(row) }),
    {},
    'email',
  )
