/**
 * Undocumented parts of nodemailer: this is the only module that imports them. Its public transport would stream
 * each mail and manage the connections itself; here a mail is bytes that are stored and signed first, and a
 * connection is dropped when its claim is lost. Exact versions are pinned; test/pipelines/mail/nodemailer.test.ts
 * compares the output with the public API's, so that a differing new version is noticed.
 */
import * as base64 from 'nodemailer/lib/base64'
import DKIM from 'nodemailer/lib/dkim'
import MailComposer from 'nodemailer/lib/mail-composer'
import * as qp from 'nodemailer/lib/qp'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

export type { default as MimeNode } from 'nodemailer/lib/mime-node'
export { base64, DKIM, MailComposer, parseConnectionUrl, qp, SMTPConnection }
