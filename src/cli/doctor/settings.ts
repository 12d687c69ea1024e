import { isThisMachine } from '#domain/publish/site-address.ts'
import { env } from '#lib/env.ts'
import { ok, warning, type Check, type Finding } from './check.ts'

/** What is set, and what a public installation lacks. The environment itself was parsed before. */
export const settingsCheck: Check = {
  what: 'Settings',
  look: () => {
    const { publicUrl, siteTimeZone, smtpUrl, mailFrom, watch, trustedProxies, host } = env()
    const { protocol } = new URL(publicUrl)
    const found: Finding[] = [ok(`The site is ${publicUrl}, and its day begins in ${siteTimeZone}.`)]
    if (isThisMachine(publicUrl))
      found.push(
        warning(
          'PUBLIC_URL means this machine alone: links in mails and on prints lead nobody anywhere. Set it.',
        ),
      )
    else if (protocol === 'http:')
      found.push(
        warning(
          'PUBLIC_URL begins with http: passwords and what people read can be seen on the way. Use https.',
        ),
      )
    if (protocol === 'https:' && trustedProxies === '')
      found.push(
        warning(
          `TRUSTED_PROXIES is empty, and something in front of ${host} speaks https: all readers count as one network. Name it.`,
        ),
      )
    if (smtpUrl === null)
      found.push(
        warning('SMTP_URL is not set: mail is written to files in DATA_DIR/mail, and reaches nobody.'),
      )
    else if (mailFrom.endsWith('.localdomain'))
      found.push(warning(`MAIL_FROM is ${mailFrom}: mail servers refuse it. Set an address of yours.`))
    if (!watch) found.push(warning('WATCH=off: no link, quotation, date or register is checked.'))
    return Promise.resolve(found)
  },
}
