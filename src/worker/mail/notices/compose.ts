import { mayReview } from '#domain/desk/actors.ts'
import type { Flag } from '#domain/desk/flags.ts'
import { parseEntryKey } from '#domain/keys.ts'
import type { Mail } from '#domain/mail/mails.ts'
import { noticeScreen } from '#domain/mail/notice-screen.ts'
import { GROUP_OF, isForReviewers, type Notice } from '#domain/mail/notices.ts'
import { readFlag } from '#store/desk/flags.ts'
import { readSavedJurisdictions } from '#store/desk/jurisdictions.ts'
import { readWaitingForReviewer } from '#store/desk/heads.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { readMailed } from '#store/mail/notices.ts'
import { readTold, type ToldPerson } from '#store/mail/told-people.ts'
import type { StoreRequest } from '#store/rows.ts'
import { noticesMail } from '#templates/mail/notices.ts'
import { noticesView } from '#templates/views/staff/notices.ts'
import type { Context } from '../../context.ts'
import type { Composed } from '../composed.ts'

interface Standing {
  notice: Notice
  /** The flag that it is about, if any. */
  flag: Flag | null
}

/** What still is as it was when it was noted: not read, not settled, and not switched off since. */
async function standing(req: StoreRequest, person: ToldPerson, mailKey: string): Promise<Standing[]> {
  const found: Standing[] = []
  for (const notice of await readMailed(req, mailKey)) {
    const { kind, readAt } = notice
    if (readAt !== null || person.settings[GROUP_OF[kind]] === 'never') continue
    if (isForReviewers(kind) && !mayReview(person)) continue
    const flag = notice.flag === '' ? null : await readFlag(req, notice.flag)
    if (notice.flag === '' || flag?.closedAt === null) found.push({ notice, flag })
  }
  return found
}

/**
 * Composes the mail about notices. It says what kind each is of and where the entry belongs, and leads to it: no
 * words of an entry, a note or a reader.
 */
export async function composeNotices(
  { payload, env }: Context,
  { recipient, key }: Pick<Mail, 'recipient' | 'key'>,
): Promise<Composed | { drop: string }> {
  const req = { payload }
  const person = (await readTold(req)).find(({ id }) => id === recipient)
  if (!person || person.roles.length === 0)
    return { drop: 'The account is not there any more, or has no role.' }
  const standingNow = await standing(req, person, key)
  if (standingNow.length === 0) return { drop: 'All of it was read or done meanwhile.' }
  const entries = standingNow.map(({ notice }) => notice.entry)
  const [copies, waiting] = [
    await findWorkingCopies(req, entries),
    await readWaitingForReviewer(req, entries),
  ]
  const places = new Map<string, string>(
    (await readSavedJurisdictions(req)).map(({ slug, inSentence }) => [slug, inSentence]),
  )
  const admin = `${env.publicUrl}/admin`
  const view = noticesView({
    name: person.name,
    account: `${admin}/account`,
    notices: standingNow.map((each) => {
      const at = parseEntryKey(each.notice.entry)
      return {
        kind: each.notice.kind,
        entry: at && { kind: at.kind, place: places.get(at.place) ?? null },
        href:
          admin +
          noticeScreen(each.notice, {
            copy: copies.get(each.notice.entry),
            flag: each.flag,
            waits: waiting.has(each.notice.entry),
          }),
      }
    }),
  })
  return { to: person.email, html: null, ...noticesMail(view) }
}
