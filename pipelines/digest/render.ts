import { isolated } from '#domain/content/direction.ts'
import { printDate, type LegalDate } from '#domain/dates.ts'
import type { Letter } from '#domain/mail/digests.ts'
import { languageOf } from '#domain/content/language.ts'
import type { Site } from '#domain/content/site.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import type { MailFormat } from '#domain/mail/subscribers.ts'
import { fill } from '#templates/engine.ts'
import { Bodies, type Body } from './body.ts'
import { DigestIndex } from './digest-index.ts'
import { wrapped } from './text.ts'
import { catalogue } from '#templates/words/index.ts'

/** What all digests of one time share. */
export interface DigestContext {
  /** Includes all changes that a letter names, and those they correct. */
  snapshot: Snapshot
  /** Address of the site, without a trailing slash. */
  publicUrl: string
  /** Time zone of the site's days. */
  timeZone: string
  /** The site's explanation of why the reader receives this mail. */
  footer: string
}

/** What differs between the recipients of a letter. */
export interface Recipient {
  /** The day in the subject: the run's. */
  day: LegalDate
  format: MailFormat
  /** Keys of the places they follow: entries that every guide prints link to the guide of one of these. */
  places: readonly string[]
  links: DigestLinks
}

/** Absolute addresses. */
export interface DigestLinks {
  choices: string
  pause: string
  leave: string
  /** The web page of this digest; null where there is none. */
  web: string | null
}

export interface RenderedDigest {
  subject: string
  /** Null for plain-text recipients. */
  html: string | null
  text: string
}

/** Renders the letters of one time; shared parts are rendered once. */
export function digestRenderer({
  snapshot,
  publicUrl,
  timeZone,
  footer,
}: DigestContext): (letter: Letter, to: Recipient) => RenderedDigest {
  const index = new DigestIndex(snapshot, timeZone)
  const bodies = new Bodies(index, publicUrl)
  const frame = { site: snapshot.site, footer, host: new URL(publicUrl).host }
  return (letter, to) => {
    const body = bodies.of(letter, index.homeOf(to.places))
    // The subject does not reveal the topic: others may see it over the reader's shoulder.
    const { subject: ofChanges, subjectOfCorrection } = catalogue.mail
    const subject = (body.corrects ? subjectOfCorrection : ofChanges)({ day: printDate(to.day) })
    return {
      subject,
      html: to.format === 'text' ? null : htmlOf(subject, body, to.links, frame),
      text: textOf(subject, body, to.links, frame),
    }
  }
}

/** Renders a single letter, for a preview. */
export const renderDigest = (letter: Letter, to: Recipient, index: DigestContext): RenderedDigest =>
  digestRenderer(index)(letter, to)

interface Frame {
  site: Site
  footer: string
  host: string
}

/** Mail clients show the first words next to the subject, so they do not reveal the topic either. */
const introOf = ({ count, corrects }: Body): string =>
  corrects ? catalogue.mail.introOfCorrection : catalogue.mail.intro({ count })

const noticeOf = ({ sample, sampleNotice }: Site): string | null => (sample ? sampleNotice : null)

const paragraphsOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter(Boolean)

function htmlOf(subject: string, body: Body, links: DigestLinks, { site, footer, host }: Frame): string {
  const head = fill('mail/open', {
    ...languageOf(site),
    subject,
    intro: introOf(body),
    sampleNotice: noticeOf(site),
  })
  const foot = fill('mail/foot', { why: paragraphsOf(footer), brand: site.brand, host, links })
  return `${head.trim()}\n${body.html}${foot.trim()}\n`
}

function textOf(subject: string, body: Body, links: DigestLinks, { site, footer, host }: Frame): string {
  const notice = noticeOf(site)
  const head = [
    subject,
    '',
    ...wrapped(introOf(body)),
    '',
    catalogue.mail.asterisks,
    ...(notice ? ['', ...wrapped(notice)] : []),
    '',
  ]
  const foot = [
    '',
    '',
    catalogue.mail.aboutThisMail,
    '',
    ...paragraphsOf(footer).flatMap((line) => wrapped(line)),
    '',
    `${catalogue.mail.change}:`,
    links.choices,
    '',
    `${catalogue.mail.pause}:`,
    links.pause,
    '',
    `${catalogue.mail.leave}:`,
    links.leave,
    ...(links.web ? ['', `${catalogue.mail.onTheWeb}:`, links.web] : []),
    '',
    ...wrapped(`${isolated(site.brand)}, ${host}`),
    '',
  ]
  return head.join('\n') + body.text + foot.join('\n')
}
