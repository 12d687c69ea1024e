import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readReturned } from '#pipelines/mail/bounce.ts'

const ID = '0123456789abcdef0123456789abcdef01234567@guides.example.org'

interface Dsn {
  action?: string
  status?: string
  diagnostic?: string
  original?: 'message/rfc822' | 'text/rfc822-headers' | null
  end?: string
  encoding?: string
  encode?: (text: string) => string
}

const dsn = ({
  action = 'failed',
  status = '5.1.1',
  diagnostic = 'smtp; 550 5.1.1 <ada@example.org>: no such user',
  original = 'message/rfc822',
  end = '\r\n',
  encoding = '7bit',
  encode = (text) => text,
}: Dsn = {}): string =>
  [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example.org (Mail Delivery System)',
    'To: guides@example.org',
    'Message-ID: <another@mx.example.org>',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="A1B2/mx.example.org"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--A1B2/mx.example.org',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'Message-ID: <not-this@example.org>',
    'I am sorry.',
    '',
    '--A1B2/mx.example.org',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    ...encode(
      [
        'Reporting-MTA: dns; mx.example.org',
        'Arrival-Date: Sat, 21 Nov 2026 10:00:00 +0000',
        '',
        'Final-Recipient: rfc822; ada@example.org',
        `Action: ${action}`,
        `Status: ${status}`,
        `Diagnostic-Code: ${diagnostic.replace('; ', ';\n    ')}`,
        '',
      ].join('\n'),
    ).split('\n'),
    ...(original === null
      ? []
      : [
          '--A1B2/mx.example.org',
          `Content-Type: ${original}`,
          '',
          'Received: from here',
          'Subject: What changed',
          'Message-ID:',
          ` <${ID}>`,
          ...(original === 'message/rfc822' ? ['', 'Action: delivered', '--x'] : []),
        ]),
    '--A1B2/mx.example.org--',
    '',
  ].join(end)

const eml = (name: string): string =>
  readFileSync(new URL(`../../fixtures/bounces/${name}.eml`, import.meta.url), 'latin1')

const BOUNCE = { messageIds: [ID], kind: 'bounce', permanent: true, status: '5.1.1' }

describe('a mail that came back', () => {
  it.each<[string, Dsn, object | null]>([
    ['with the whole original', {}, BOUNCE],
    ['with its headers alone', { original: 'text/rfc822-headers' }, BOUNCE],
    ['with line ends of a file', { end: '\n' }, BOUNCE],
    ['in base64', { encoding: 'base64', encode: (text) => Buffer.from(text).toString('base64') }, BOUNCE],
    [
      'in quoted-printable',
      { encoding: 'quoted-printable', encode: (text) => text.replaceAll('Action', '=41ction=\n') },
      BOUNCE,
    ],
    [
      'for now only',
      { action: 'delayed', status: '4.4.1' },
      { ...BOUNCE, permanent: false, status: '4.4.1' },
    ],
    [
      'after too long',
      { status: '4.4.7', diagnostic: 'x' },
      { ...BOUNCE, permanent: false, status: '4.4.7' },
    ],
    ['with a status that says nothing', { status: '5.0.0' }, BOUNCE],
    ['delivered after all', { action: 'delivered', status: '2.0.0' }, null],
    [
      'with no Message-ID of the original',
      { original: null },
      { ...BOUNCE, messageIds: ['not-this@example.org'] },
    ],
  ])('%s', async (_name, options, expected) => {
    expect(await readReturned(dsn(options))).toEqual(expected)
  })

  it.each<[string, string, object | null]>([
    ['a complaint', 'abuse', { messageIds: [ID], kind: 'complaint', permanent: true, status: null }],
    ['that it is no spam', 'not-spam', null],
  ])('%s, by RFC 5965', async (_name, kind, expected) => {
    const message = [
      'From: <abusedesk@example.com>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=part1',
      '',
      '--part1',
      'Content-Type: text/plain',
      '',
      'This is an email abuse report.',
      '--part1',
      'Content-Type: message/feedback-report',
      '',
      `Feedback-Type: ${kind}`,
      'User-Agent: SomeGenerator/1.0',
      'Version: 1',
      '',
      '--part1',
      'Content-Type: message/rfc822',
      '',
      'From: <guides@example.org>',
      `Message-ID: <${ID}>`,
      '',
      'Something changed.',
      '--part1--',
    ].join('\r\n')
    expect(await readReturned(message)).toEqual(expected)
  })

  it.each<[string, object | null]>([
    [`{"messageId":"<${ID}>","kind":"bounce","status":"5.1.1"}`, BOUNCE],
    [
      `{"messageId":"${ID}","kind":"bounce","permanent":false}`,
      { ...BOUNCE, permanent: false, status: null },
    ],
    [
      `{"messageId":"${ID}","kind":"complaint"}`,
      { messageIds: [ID], kind: 'complaint', permanent: true, status: null },
    ],
    [`{"messageId":"${ID}","kind":"opened"}`, null],
    [`{"messageId":"${ID}","kind":"bounce","status":"whatever"}`, null],
    ['{"kind":"bounce"}', null],
    ['{', null],
    ['', null],
    ['Subject: Out of office\r\n\r\nI am away.', null],
  ])('%s', async (text, expected) => {
    expect(await readReturned(text)).toEqual(expected)
  })

  it.each<[string, boolean, string | null]>([
    ['report-x-original-message-id', true, '5.1.1'],
    ['report-original-message-id-of-recipient', true, '5.1.1'],
    ['report-envelope-id', true, '5.1.1'],
    ['report-in-reply-to', true, '5.1.1'],
    ['report-headers-in-words', true, '5.1.1'],
    ['report-global', true, '5.1.1'],
    ['report-full', true, '5.2.2'],
    ['report-words-of-nobody', true, '5.1.1'],
    ['report-reply-for-now', false, '4.0.0'],
    ['report-delayed', false, '4.4.1'],
    ['report-of-two-one-arrived', false, '5.1.1'],
    ['qmail', true, '5.1.1'],
    ['qmail-too-long', false, '4.4.1'],
    ['exim', true, '5.1.1'],
    ['exim-warning', false, null],
    ['exim-retry-timeout', false, '4.4.7'],
    ['sendmail', true, '5.1.1'],
    ['sendmail-warning', false, null],
    ['postfix-plain', true, '5.1.10'],
    ['exchange', true, '5.1.10'],
    ['exchange-refused', true, '5.7.1'],
    ['gmail', true, '5.1.1'],
    ['yahoo', true, '5.1.1'],
    ['domino', true, '5.1.1'],
    ['courier', true, '5.1.1'],
    ['full', true, '5.2.2'],
    ['no-reason', true, '5.3.0'],
    ['other-language', true, '5.1.1'],
  ])('as %s has it', async (name, permanent, status) => {
    for (const text of [eml(name), eml(name).replaceAll('\n', '\r\n')]) {
      const returned = await readReturned(text)
      expect(returned).toEqual({
        kind: 'bounce',
        permanent,
        status,
        messageIds: expect.any(Array) as string[],
      })
      expect(returned?.messageIds[0]).toBe(ID)
    }
  })

  it.each([
    'away',
    'away-without-a-sign',
    'away-of-a-server',
    'answer-of-a-person',
    'newsletter-of-a-server',
  ])('is not what %s says', async (name) => {
    expect(await readReturned(eml(name))).toBe(null)
  })

  it('names nothing of ours where it is somebody else’s', async () => {
    expect((await readReturned(eml('report-of-anothers-mail')))?.messageIds).toEqual([
      'somebody-else@other.example',
    ])
  })

  it('takes no time over what is made to take long', async () => {
    const before = process.cpuUsage()
    const deep = 'Content-Type: multipart/mixed; boundary=a\n\n--a\n'.repeat(2_000)
    await readReturned(deep)
    await readReturned(`Content-Type: multipart/mixed; boundary=a\n\n${'--a\n\n'.repeat(100_000)}`)
    await readReturned(`X:${' \n'.repeat(200_000)}`)
    const notice = 'From: mailer-daemon@mx.example\nIn-Reply-To: <a@b.example>\n\n'
    for (const each of ['-', '> ', 'message mail ', ' ', '\n\t', '550 ', '<'])
      await readReturned(notice + each.repeat(200_000))
    expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(10)
  })
})

describe('a report that does not bring the message back', () => {
  const report = (fields: string, top = ''): string =>
    [
      'From: Mail Delivery Subsystem <mailer-daemon@mail.example>',
      'Subject: Delivery failed',
      ...(top ? [top] : []),
      'Content-Type: multipart/report; boundary="b1"; report-type=delivery-status',
      '',
      '--b1',
      'Content-Type: text/plain',
      '',
      'No such mailbox.',
      '',
      '--b1',
      'Content-Type: message/delivery-status',
      '',
      `Reporting-MTA: dns; mail.example${fields}`,
      '',
      'Final-Recipient: rfc822; reader@reader.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b1--',
      '',
    ].join('\r\n')

  it.each([
    ['a field of the report', report(`\r\nX-Original-Message-ID: <${ID}>`)],
    ['the same under another name', report(`\r\nOriginal-Message-ID: <${ID}>`)],
    ['what it answers', report('', `In-Reply-To: <${ID}>`)],
  ])('names it by %s', async (_how, text) => {
    expect(await readReturned(text)).toEqual({
      messageIds: [ID],
      kind: 'bounce',
      permanent: true,
      status: '5.1.1',
    })
  })

  it('names it by the last of its references', async () => {
    const read = await readReturned(report('', `References: <older@x.example> <${ID}>`))
    expect(read?.messageIds).toEqual([ID, 'older@x.example'])
  })

  it('and names none is about none', async () => {
    expect(await readReturned(report(''))).toBeNull()
  })
})

describe('a notice as servers write it', () => {
  const copy = `Message-ID: <${ID}>\nSubject: What changed\n\nThe maximum was wrong; a delivery that has failed permanently.`
  const notice = (from: string, subject: string, body: string, more: string[] = []): string =>
    [`From: ${from}`, `Subject: ${subject}`, ...more, 'Content-Type: text/plain', '', body].join('\n')

  it.each<[string, string, boolean, string | null]>([
    [
      'qmail',
      notice(
        'MAILER-DAEMON@mx.example',
        'failure notice',
        `Hi. This is the qmail-send program at mx.example.\nI could not bring your mail to these people, and have given it up.\n\n<ada@mx.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 nobody here\n\n--- Below this line is a copy of the message.\n\n${copy}`,
      ),
      true,
      '5.1.1',
    ],
    [
      'Exim',
      notice(
        'Mail Delivery System <Mailer-Daemon@mx.example>',
        'Mail delivery failed: returning message to sender',
        `A message that you sent could not be delivered to one of its recipients.\n\n  ada@mx.example\n    unrouteable address\n\n------ This is a copy of the message, with all its headers. ------\n\n${copy}`,
        ['X-Failed-Recipients: ada@mx.example', 'Auto-Submitted: auto-replied'],
      ),
      true,
      '5.1.1',
    ],
    [
      'sendmail',
      notice(
        'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
        'Returned mail: see transcript for details',
        `   ----- The following addresses had permanent fatal errors -----\n<ada@mx.example>\n    (reason: 550 5.7.1 refused)\n\n   ----- Original message -----\n\n${copy}`,
      ),
      true,
      '5.7.1',
    ],
    [
      'Exchange',
      notice(
        'Microsoft Outlook <postmaster@mx.example>',
        'Undeliverable: What changed',
        `Your message to ada couldn't be delivered.\n\nDiagnostic information for administrators:\nRemote server returned '550 5.1.10 not found'\n\nOriginal message headers:\n\n${copy}`,
      ),
      true,
      '5.1.10',
    ],
    [
      'a mailbox that is full for now',
      notice(
        'Mail Delivery System <MAILER-DAEMON@mx.example>',
        'Undelivered Mail Returned to Sender',
        `It could not be delivered: host said: 452 4.2.2 over its quota\n\n${copy}`,
      ),
      false,
      '4.2.2',
    ],
    [
      'a delay that tells of a refusal',
      notice(
        'MAILER-DAEMON@mx.example',
        'Delivery delayed',
        `Delivery is delayed; we are still trying. 550 5.1.1 nobody here\n\n${copy}`,
      ),
      false,
      null,
    ],
    [
      'a refusal that says nothing of the address',
      notice('MAILER-DAEMON@mx.example', 'failure notice', `It could not be delivered: 550 spam\n\n${copy}`),
      true,
      '5.7.1',
    ],
    [
      'a delay',
      notice(
        'Mail Delivery System <MAILER-DAEMON@mx.example>',
        'Warning: message delayed 4 hours',
        `This is a warning message only. Delivery will be retried for 3 days.\n\n${copy}`,
      ),
      false,
      null,
    ],
  ])('of %s is understood', async (_who, text, permanent, status) => {
    expect(await readReturned(text)).toEqual({ messageIds: [ID], kind: 'bounce', permanent, status })
  })

  it.each([
    [
      'somebody who is away',
      notice('Ada <ada@reader.example>', 'Out of office', 'I am away until Monday.', [
        `In-Reply-To: <${ID}>`,
        'Auto-Submitted: auto-replied',
      ]),
    ],
    [
      'somebody who answers and quotes a failure',
      notice('Ada <ada@reader.example>', 'Re: What changed', `User unknown? It says so.\n> ${copy}`),
    ],
    [
      'a server that answers for somebody who is away',
      notice('postmaster@mx.example', 'Automatic reply: undeliverable thoughts', '5.1.1 I am away.', [
        `In-Reply-To: <${ID}>`,
        'Auto-Submitted: auto-replied',
      ]),
    ],
    [
      'a server that names no message',
      notice(
        'MAILER-DAEMON@mx.example',
        'failure notice',
        'It could not be delivered: 550 5.1.1 nobody here',
      ),
    ],
    [
      'a server that brings good news, in which our own words tell of a failure',
      notice(
        'postmaster@mx.example',
        'Delivered',
        `It was read.\n\n------ Original message ------\n\n${copy}`,
      ),
    ],
  ])('of %s counts for nothing', async (_who, text) => {
    expect(await readReturned(text)).toBeNull()
  })
})
