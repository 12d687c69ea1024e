import { createHash, createVerify, generateKeyPairSync } from 'node:crypto'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { masked, whoseFault } from '#pipelines/mail/delivery.ts'
import { composeMessage, listHeaders, MessageRefused, type DkimKey } from '#pipelines/mail/message.ts'
import { smtpOptions, SmtpPool } from '#pipelines/mail/smtp.ts'
import type { Message } from '#domain/mail/mails.ts'
import { messageTo } from '../../support/mail/outbox.ts'
import { standIn } from '../../support/stand-in.ts'

const ID = `${'0123456789'.repeat(4)}@guides.example.org`
const DATE = new Date('2026-11-21T10:00:00Z')
const LIST = listHeaders({
  id: 'changes.guides.example.org',
  leave: 'https://guides.example.org/subscribe/one-click?t=Zm9vYmFyYmF6',
})

const text = async (message: Message, dkim: DkimKey | null = null): Promise<string> =>
  (await composeMessage(message, { messageId: ID, date: DATE, dkim })).raw.toString('utf8')

describe('a mail to be sent', () => {
  it('is whole, and the same each time', async () => {
    const message = messageTo('ada@example.org', {
      headers: LIST,
      subject: 'Ünï',
      text: 'One\nTwo\rThree\r\n',
    })
    const composed = await text(message)
    expect(composed.split('\r\n')).toEqual([
      'Auto-Submitted: auto-generated',
      'Content-Language: en',
      'List-ID: <changes.guides.example.org>',
      'List-Unsubscribe:',
      ' <https://guides.example.org/subscribe/one-click?t=Zm9vYmFyYmF6>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'From: Guides <guides@example.org>',
      'To: ada@example.org',
      'Subject: =?UTF-8?B?w5xuw68=?=',
      `Message-ID: <${ID}>`,
      'Date: Sat, 21 Nov 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative;',
      ` boundary="--_NmP-${ID.slice(0, 40)}-Part_1"`,
      '',
      `----_NmP-${ID.slice(0, 40)}-Part_1`,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      'One',
      'Two',
      'Three',
      '',
      `----_NmP-${ID.slice(0, 40)}-Part_1`,
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      '<p>Something changed.</p>',
      `----_NmP-${ID.slice(0, 40)}-Part_1--`,
      '',
    ])
    expect(await text(message)).toBe(composed)
  })

  it.each([
    ['lines that are too long', 'The maximum penalty was 5 years in prison. '.repeat(8)],
    ['letters of Latin', 'Ünïcödé = é.\n\n'.repeat(20)],
    ['other letters', '日本語のテキスト。\n'.repeat(30)],
    ['dots and blanks at the ends of lines', '.\n..\n word \n\t\n.\n\n'],
  ])('says what it is to say, with %s', async (_name, words) => {
    for (const html of [null, `<p>${words}</p>`]) {
      const composed = await text(messageTo('ada@example.org', { text: words, html }))
      expect(composed, 'every line ends by CRLF').not.toMatch(/(^|[^\r])\n|\r(?!\n)/)
      expect(Math.max(...composed.split('\r\n').map(({ length }) => length))).toBeLessThan(100)
      const read = await PostalMime.parse(composed)
      expect(read.text?.trimEnd()).toBe(words.trimEnd())
      expect(read.html?.trimEnd()).toBe(html?.trimEnd())
    }
  })

  it('has one part where only text is wanted', async () => {
    const composed = await text(messageTo('ada@example.org', { html: null, text: 'Plain' }))
    expect(composed).toContain('Content-Type: text/plain; charset=utf-8\r\n')
    expect(composed).not.toContain('multipart')
  })

  it.each(['👩‍⚖️ Māori العربية 中文', '😀'.repeat(150), '界'.repeat(300), `${'W'.repeat(299)}é`])(
    'says %j as its subject and as the name of its sender, in lines that every server takes',
    async (words) => {
      const from = { name: words, address: 'guides@example.org' }
      const raw = await text(messageTo('ada@example.org', { subject: words, from }))
      expect(Math.max(...raw.split('\r\n').map(({ length }) => length))).toBeLessThan(998)
      const [head = ''] = raw.split('\r\n\r\n')
      const bytesOf = (how: string, said: string): Buffer =>
        how.toUpperCase() === 'B'
          ? Buffer.from(said, 'base64')
          : Buffer.from(
              said
                .replaceAll('_', ' ')
                .replace(/=(..)/g, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16))),
              'latin1',
            )
      const decoded = head
        .replace(/\r\n[ \t]+/g, ' ')
        .replaceAll('?= =?', '?==?')
        .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_word, how: string, said: string) =>
          bytesOf(how, said).toString(),
        )
      const lines = decoded.split('\r\n')
      expect(lines.filter((line) => line.includes(words)).map((line) => line.split(':')[0])).toEqual([
        'From',
        'Subject',
      ])
    },
  )

  it.each([
    ['to', 'ada@example.org\r\nBcc: eve@example.org'],
    ['to', 'ada@example.org,eve@example.org'],
    ['to', '"ada@example.org, eve"@example.org'],
    ['to', '"ada\\" <eve@example.org>"@example.org'],
    ['to', 'Ada <ada@example.org>'],
    ['to', 'ada(@eve.org)@example.org'],
    ['to', '@eve.org:ada@example.org'],
    ['to', 'ada@example.org>\u0000'],
    ['to', 'ada@[127.0.0.1]'],
    ['to', 'ada@exa mple.org'],
    ['to', 'ada'],
    ['to', ''],
    ['subject', 'x\r\nBcc: eve@example.org'],
    ['subject', 'x\nBcc: eve@example.org'],
    ['subject', 'x\rBcc: eve@example.org'],
    ['subject', 'x\u0000'],
    ['subject', 'x\u2028Bcc: eve@example.org'],
    ['subject', 'x'.repeat(2_000)],
  ])('is refused with %s %j, naming the field', async (field, value) => {
    const refused = text(messageTo('ada@example.org', { [field]: value }))
    await expect(refused).rejects.toThrow(MessageRefused)
    await expect(refused).rejects.toMatchObject({ field })
  })

  it.each([
    ['from.name', { from: { name: 'x\r\nBcc: eve@example.org', address: 'a@example.org' } }],
    ['from.address', { from: { name: 'x', address: 'a@example.org, b@example.org' } }],
    ['Bcc', { headers: { Bcc: 'eve@example.org' } }],
    ['to', { headers: { to: 'eve@example.org' } }],
    ['Content-Type', { headers: { 'Content-Type': 'text/html' } }],
    ['X-A: b\r\nBcc', { headers: { 'X-A: b\r\nBcc': 'eve@example.org' } }],
    ['List-Id', { headers: { 'List-Id': '<x>\r\nBcc: eve@example.org' } }],
  ])('is refused with something else in %s', async (field, changes) => {
    await expect(text(messageTo('ada@example.org', changes))).rejects.toMatchObject({
      name: 'MessageRefused',
      field,
    })
  })
})

describe('a signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const dkim = { domain: 'example.org', selector: 'guides', privateKey }

  /** RFC 6376, relaxed/relaxed. @returns the headers that are covered; null where the signature is wrong. */
  function verify(raw: string): string[] | null {
    const [head = '', ...rest] = raw.split('\r\n\r\n')
    const body = rest.join('\r\n\r\n')
    const headers = head.split(/\r\n(?![ \t])/)
    const relax = (line: string): string => {
      const at = line.indexOf(':')
      return `${line.slice(0, at).trim().toLowerCase()}:${line
        .slice(at + 1)
        .replace(/\r\n/g, '')
        .replace(/[ \t]+/g, ' ')
        .trim()}`
    }
    const own = headers.find((line) => /^dkim-signature:/i.test(line)) ?? ''
    const tags = Object.fromEntries(
      relax(own)
        .slice('dkim-signature:'.length)
        .split(';')
        .map((tag) => tag.trim().split(/=(.*)/s, 2) as [string, string]),
    )
    const plain = body
      .replace(/[ \t]+\r\n/g, '\r\n')
      .replace(/[ \t]+/g, ' ')
      .replace(/(\r\n)*$/, '\r\n')
    if (createHash('sha256').update(plain).digest('base64') !== tags.bh) return null
    const covered = tags.h?.split(':') ?? []
    const lines = covered.map((name) =>
      relax(headers.findLast((line) => line.toLowerCase().startsWith(`${name}:`)) ?? ''),
    )
    lines.push(relax(own).replace(/b=[^;]*$/, 'b='))
    const right = createVerify('RSA-SHA256')
      .update(lines.join('\r\n'))
      .verify(publicKey, (tags.b ?? '').replace(/\s/g, ''), 'base64')
    return right ? covered : null
  }

  it('covers both headers by which a digest is left, and everything that a reader sees', async () => {
    const signed = await text(messageTo('ada@example.org', { headers: LIST }), dkim)
    expect(verify(signed)).toEqual([
      'from',
      'to',
      'subject',
      'date',
      'message-id',
      'mime-version',
      'content-type',
      'content-language',
      'list-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'auto-submitted',
    ])
    for (const part of ['One-Click', 'Zm9v', 'Something changed', 'ada@', 'Guides'])
      expect(verify(signed.replace(part, 'X')), part).toBeNull()
  })

  it('is not left out because the key is bad', async () => {
    const bad = { ...dkim, privateKey: 'no key' }
    await expect(text(messageTo('ada@example.org'), bad)).rejects.toThrow('DKIM_KEY_FILE')
  })
})

describe('what a mail server makes of it', () => {
  const taken: { session: SMTPServerSession; raw: string }[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        taken.push({
          session: structuredClone(session.envelope) as never,
          raw: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })
  let url = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.server.address()
    url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  })
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

  it('is one recipient and exactly our headers, whatever stands in any field', async () => {
    const pieces = [
      'a', 'ada@example.org', '@', ',', ';', ':', '<', '>', '"', '\\', '(', ')', ' ', '\t', '\r', '\n', '\r\n', '\u0000',
      '\r\nBcc: eve@example.org', '\nTo: eve@example.org', '\r\n\r\n', '\r\n.\r\n', '.', '=?utf-8?q?=0D=0ABcc:_eve@example.org?=',
      '\u2028', '\u0085', 'ü', '𝕏', '%0d%0a', '\u200b', 'Bcc: eve@example.org',
    ] // prettier-ignore
    let seed = 20261121
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31
      return Math.floor((seed / 2 ** 31) * below)
    }
    const some = (): string => Array.from({ length: random(5) }, () => pieces[random(pieces.length)]).join('')
    const pool = new SmtpPool(url, { connections: 4 })
    let sent = 0
    let refused = 0
    const one = async (): Promise<void> => {
      const field = random(6)
      const message = messageTo(field === 0 ? `ada${some()}@example.org` : 'ada@example.org', {
        ...(field === 1 ? { subject: some() } : {}),
        ...(field === 2 ? { from: { name: some(), address: 'guides@example.org' } } : {}),
        ...(field === 3 ? { headers: { ...LIST, 'X-Title': some() } } : { headers: LIST }),
        ...(field === 4 ? { text: some(), html: some() } : {}),
        ...(field === 5 ? { from: { name: 'x', address: some() } } : {}),
      })
      try {
        const composed = await composeMessage(message, { messageId: ID, date: DATE, dkim: null })
        expect((await pool.send({ ...composed, messageId: ID, handingOver: async () => true })).is).toBe(
          'sent',
        )
        sent += 1
      } catch (error) {
        expect(error).toBeInstanceOf(MessageRefused)
        refused += 1
      }
    }
    for (let round = 0; round < 150; round += 1) await Promise.all(Array.from({ length: 4 }, one))
    pool.rest()
    expect(sent).toBeGreaterThan(200)
    expect(refused).toBeGreaterThan(100)
    expect(taken).toHaveLength(sent)
    const ours =
      'auto-submitted content-language content-transfer-encoding? content-type date from list-id list-unsubscribe list-unsubscribe-post message-id mime-version subject? to x-title?'
    const names = new RegExp(
      `^${ours
        .split(' ')
        .map((name) => (name.endsWith('?') ? `(${name.slice(0, -1)} )?` : `${name} `))
        .join('')}$`,
    )
    for (const { session, raw } of taken) {
      const { rcptTo } = standIn<{ rcptTo: { address: string }[] }>(session)
      expect(rcptTo).toHaveLength(1)
      expect(rcptTo[0]?.address).not.toContain('eve')
      const head = raw.split('\r\n\r\n', 1)[0] ?? ''
      const found = head.split(/\r\n(?![ \t])/).map((line) => (line.split(':', 1)[0] ?? '').toLowerCase())
      expect(`${found.sort().join(' ')} `, head).toMatch(names)
    }
  })
})

describe('an answer of a mail server', () => {
  it.each([
    ['550 5.1.1 <ada.l@example.org>: no such user', '550 5.1.1 <…>: no such user'],
    ['550 User ada.l unknown', '550 User … unknown'],
    ['550 5.1.1 ADA.L=40example.org', '550 5.1.1 …'],
    ['450 relay=mx.example.net said bob@example.net is full', '450 relay=mx.example.net said … is full'],
    ['250 ok\u0007\r\n next', '250 ok next'],
  ])('%j is kept without addresses', (answer, expected) => {
    expect(masked(answer, 'ada.l@example.org')).toBe(expected)
  })

  it.each([
    ['RCPT TO', '550 5.1.1 no such user', 'address'],
    ['RCPT TO', '550 5.1.2 no such host', 'address'],
    ['RCPT TO', '550 5.1.10 null MX', 'address'],
    ['RCPT TO', '550 5.2.1 disabled', 'address'],
    ['RCPT TO', '550 5.1.8 bad sender', 'server'],
    ['RCPT TO', '552 5.2.2 full', 'message'],
    ['RCPT TO', '550 5.7.1 blocked', 'message'],
    ['RCPT TO', '550 No such user here', 'address'],
    ['RCPT TO', '550 Mailbox not found', 'address'],
    ['RCPT TO', '550 Blocked by a list', 'message'],
    ['MAIL FROM', '550 5.1.1 x', 'server'],
    ['DATA', '550 5.1.1 x', 'message'],
  ])('to %s, %s, is about the %s'.replace('%s, is', '%s is'), (command, answer, whose) => {
    expect(whoseFault(command, answer)).toBe(whose)
  })
})

describe('a connection to a mail server', () => {
  it.each([
    ['smtp://mail.example.org', { requireTLS: true, ignoreTLS: false }],
    ['smtp://mail.example.org?requireTLS=false', { requireTLS: false, ignoreTLS: false }],
    ['smtp://mail.example.org?ignoreTLS=true', { requireTLS: false, ignoreTLS: true }],
    ['smtps://mail.example.org', { secure: true, requireTLS: false }],
    ['smtp://127.0.0.1:25', { requireTLS: false, ignoreTLS: true }],
    ['smtp://localhost:25', { requireTLS: false, ignoreTLS: true }],
    ['smtp://localhost.example.org:25', { requireTLS: true }],
    ['smtp://127.0.0.1:25?requireTLS=true', { requireTLS: true, ignoreTLS: false }],
  ])('%s is secured unless it need not be', (url, expected) => {
    expect(smtpOptions(url)).toMatchObject(expected)
  })
})
