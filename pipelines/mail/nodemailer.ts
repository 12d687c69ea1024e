/**
 * Parts of nodemailer that it does not document: the one place that imports them. Its public transport would build each
 * mail by streams and hold the connections itself; here a mail is bytes that are kept and signed first, and a
 * connection is given up when its claim is. Exact versions are pinned; test/pipelines/mail/nodemailer.test.ts compares
 * with the public API, so that a new version which differs is seen.
 */
import * as base64 from 'nodemailer/lib/base64'
import DKIM from 'nodemailer/lib/dkim'
import MailComposer from 'nodemailer/lib/mail-composer'
import * as qp from 'nodemailer/lib/qp'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

export type { default as MimeNode } from 'nodemailer/lib/mime-node'
export { base64, DKIM, MailComposer, parseConnectionUrl, qp, SMTPConnection }
