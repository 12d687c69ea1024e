import { languageOf } from '#domain/content/language.ts'
import { fill } from '#templates/engine.ts'
import { catalogue } from '#templates/words/index.ts'
import { addresses } from './addresses.ts'

/** The text of a mail, in both forms. */
export interface MailText {
  subject: string
  text: string
  html: string
}

interface Linked {
  /** Address of the site, without a trailing slash. */
  publicUrl: string
  /** Address at which readers reach the forms. */
  subscribeUrl: string
  token: string
}

/** A mail with one link: its topic, what to do, and what happens if the recipient did not request it. */
interface Service {
  subject: string
  why: string
  button: string
  href: string
  lasts: string
  ignore: string
}

const textOf = ({ why, button, href, lasts, ignore }: Service, site: string): string =>
  [why, '', `${button}:`, href, '', lasts, '', ignore, '', '-- ', site, ''].join('\n')

function render(publicUrl: string, service: Service): MailText {
  const site = new URL(publicUrl).host
  return {
    subject: service.subject,
    text: textOf(service, site),
    html: `${fill('mail/service', { ...languageOf({}), ...service, site }).trim()}\n`,
  }
}

/** Asks the recipient to confirm a typed address. @param hours for which its link works. */
export const confirmMail = ({
  publicUrl,
  subscribeUrl,
  token,
  hours,
}: Linked & { hours: number }): MailText =>
  render(publicUrl, {
    ...catalogue.mail.confirm,
    href: subscribeUrl + addresses.confirm(token),
    lasts: catalogue.mail.confirm.lasts({ hours }),
  })

/** The link to the choices, for an existing subscriber. @param days for which its link works. */
export const choicesMail = ({ publicUrl, subscribeUrl, token, days }: Linked & { days: number }): MailText =>
  render(publicUrl, {
    ...catalogue.mail.choices,
    href: subscribeUrl + addresses.manage(token),
    lasts: catalogue.mail.choices.lasts({ days }),
  })
