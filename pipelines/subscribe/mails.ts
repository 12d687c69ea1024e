import { fill } from '#templates/engine.ts'

/** The text of a mail, in both forms. */
export interface MailText {
  subject: string
  text: string
  html: string
}

interface Linked {
  /** Address of the site, without a trailing slash. */
  publicUrl: string
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
    html: `${fill('mail/service', { ...service, site }).trim()}\n`,
  }
}

/** Asks the recipient to confirm a typed address. @param hours for which its link works. */
export const confirmMail = ({ publicUrl, token, hours }: Linked & { hours: number }): MailText =>
  render(publicUrl, {
    subject: 'Please confirm your address',
    why: 'Somebody asked for updates by mail to this address. If it was you, confirm it.',
    button: 'Confirm this address',
    href: `${publicUrl}/subscribe/confirm?t=${token}`,
    lasts: `The link works for ${hours} hours. It opens a page that asks you once more.`,
    ignore: 'If it was not you, do nothing: no updates come, and the address is erased within 7 days.',
  })

/** The link to the choices, for an existing subscriber. @param days for which its link works. */
export const choicesMail = ({ publicUrl, token, days }: Linked & { days: number }): MailText =>
  render(publicUrl, {
    subject: 'The link that you asked for',
    why: 'Somebody asked for updates by mail to this address, or for the link to its settings. It is subscribed already, and nothing has changed.',
    button: 'See, change, pause or erase',
    href: `${publicUrl}/subscribe/manage?t=${token}`,
    lasts: `The link works for ${days} days. Do not pass this mail on: whoever has the link can use it.`,
    ignore: 'If it was not you, do nothing.',
  })
