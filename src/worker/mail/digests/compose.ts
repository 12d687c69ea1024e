import { languageOf } from '#domain/content/language.ts'
import { dayIn } from '#domain/dates.ts'
import { archivePath, isLetter, type RunKind } from '#domain/mail/digests.ts'
import { guidePlaces } from '#domain/publish/open-guides.ts'
import type { Mail } from '#domain/mail/mails.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { EVERYTHING, type MailFormat } from '#domain/mail/subscribers.ts'
import { textOf } from '#domain/values.ts'
import { exampleDigest, type DigestExample } from '#pipelines/digest/example.ts'
import type { DigestLinks } from '#pipelines/digest/render.ts'
import { listHeaders } from '#pipelines/mail/message.ts'
import { addresses } from '#pipelines/subscribe/addresses.ts'
import { addressBook } from '#lib/addresses.ts'
import { readRun, notifiedUpTo } from '#store/mail/digest-runs.ts'
import { findStaffMember } from '#store/desk/staff.ts'
import { addressOf, readStoredSubscriber } from '#store/mail/subscribers.ts'
import { catalogue } from '#templates/words/index.ts'
import type { Composed } from '../composed.ts'
import type { Context } from '../../context.ts'
import { liveDigestReader, readDigestContext } from './live-digest.ts'
import { tokenMaker } from './tokens.ts'

type Answer = Promise<Composed | { drop: string }>

const linksOf = (subscribeUrl: string, token: string, web: string | null): DigestLinks => ({
  choices: subscribeUrl + addresses.manage(token),
  pause: `${subscribeUrl}${addresses.manage(token)}#pause`,
  leave: subscribeUrl + addresses.leave(token),
  web,
})

/** The place whose guide a subscriber's digest links to for content that every guide prints. */
function homeOf(places: readonly string[], snapshot: Snapshot): string {
  const published = new Set(guidePlaces(snapshot).map(({ key }) => key))
  return [...places].sort().find((place) => published.has(place)) ?? EVERYTHING
}

/** Composes digests and test digests. Content shared by many mails is read and rendered once. */
export function digestComposer(context: Context): { digest(mail: Mail): Answer; test(mail: Mail): Answer } {
  const { payload, clock, env } = context
  const req = { payload }
  const digestOf = liveDigestReader(context)
  const newToken = tokenMaker(payload, clock)
  const book = addressBook(env.dataDir)
  const days = new Map<string, Promise<Date>>()
  const dayOfRun = (key: string): Promise<Date> => {
    const known = days.get(key)
    if (known) return known
    const found = readRun(req, key).then((run) => (run ? new Date(run.startedAt) : clock.now()))
    days.set(key, found)
    found.catch(() => days.delete(key))
    return found
  }
  return {
    async digest({ recipient, run, args }) {
      const row = await readStoredSubscriber(req, recipient.slice('subscriber:'.length))
      if (row?.state !== 'active') return { drop: 'Nobody gets digests there any more.' }
      const { id, follows, format } = row
      const [{ render, snapshot }, started, token] = await Promise.all([
        digestOf(),
        dayOfRun(run ?? ''),
        newToken(id),
      ])
      const places = follows.map(({ place }) => place)
      if (!isLetter(args)) throw new TypeError('A digest does not say what it tells.')
      const letter = args
      const web = run && archivePath(run, homeOf(places, snapshot), letter.seqs)
      const { subject, html, text } = render(letter, {
        day: dayIn(env.siteTimeZone, started),
        format,
        places,
        links: linksOf(env.subscribeUrl, token, web && env.subscribeUrl + web),
      })
      return {
        to: addressOf(row, book),
        subject,
        html,
        text,
        language: languageOf(snapshot.site).lang,
        headers: listHeaders({
          id: `updates.${new URL(env.publicUrl).hostname}`,
          leave: env.subscribeUrl + addresses.oneClick(token),
        }),
      }
    },

    async test({ recipient, args }) {
      const person = await findStaffMember(req, { actor: recipient })
      if (!person) return { drop: 'The account is not there any more.' }
      const asked = { kind: textOf(args.kind) as RunKind, place: textOf(args.place) }
      const format: MailFormat = args.format === 'text' ? 'text' : 'html'
      const made = await previewOf(context, { ...asked, format })
      if (!made) return { drop: 'Nothing has changed yet, so there is nothing to show.' }
      const { subject, html, text } = made
      return { to: person.email, subject: catalogue.mail.test({ subject }), html, text }
    },
  }
}

interface DigestRequest {
  kind: RunKind
  place: string
  format?: MailFormat
}

/** A digest as a follower of a place would get it now, else one of the newest changes. Null if nothing has changed. */
export async function previewOf(
  context: Context,
  { kind, place, format = 'html' }: DigestRequest,
): Promise<DigestExample | null> {
  const fromSeq = await notifiedUpTo({ payload: context.payload }, kind)
  return exampleDigest(await readDigestContext(context), { kind, place, format, fromSeq })
}
