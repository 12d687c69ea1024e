import { describe, expect, it } from 'vitest'
import { readReturned } from '#pipelines/digest/bounce.ts'

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

const BOUNCE = { messageId: ID, kind: 'bounce', permanent: true, status: '5.1.1' }

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
    ['without anything of the original', { original: null }, null],
  ])('%s', (_name, options, expected) => {
    expect(readReturned(dsn(options))).toEqual(expected)
  })

  it.each<[string, string, object | null]>([
    ['a complaint', 'abuse', { messageId: ID, kind: 'complaint', permanent: true, status: null }],
    ['that it is no spam', 'not-spam', null],
  ])('%s, by RFC 5965', (_name, kind, expected) => {
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
    expect(readReturned(message)).toEqual(expected)
  })

  it.each<[string, object | null]>([
    [`{"messageId":"<${ID}>","kind":"bounce","status":"5.1.1"}`, BOUNCE],
    [
      `{"messageId":"${ID}","kind":"bounce","permanent":false}`,
      { ...BOUNCE, permanent: false, status: null },
    ],
    [
      `{"messageId":"${ID}","kind":"complaint"}`,
      { messageId: ID, kind: 'complaint', permanent: true, status: null },
    ],
    [`{"messageId":"${ID}","kind":"opened"}`, null],
    [`{"messageId":"${ID}","kind":"bounce","status":"whatever"}`, null],
    ['{"kind":"bounce"}', null],
    ['{', null],
    ['', null],
    ['Subject: Out of office\r\n\r\nI am away.', null],
  ])('%s', (text, expected) => {
    expect(readReturned(text)).toEqual(expected)
  })

  it('takes no time over what is made to take long', () => {
    const start = performance.now()
    const deep = 'Content-Type: multipart/mixed; boundary=a\n\n--a\n'.repeat(2_000)
    readReturned(deep)
    readReturned(`Content-Type: multipart/mixed; boundary=a\n\n${'--a\n\n'.repeat(100_000)}`)
    readReturned(`X:${' \n'.repeat(200_000)}`)
    expect(performance.now() - start).toBeLessThan(3_000)
  })
})
