import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SendEmailOptions } from 'payload'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMailer, mailAdapter } from '#lib/mail.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recourse-mail-'))
  vi.useFakeTimers({ now: new Date('2026-11-21T10:00:00.123Z'), toFake: ['Date'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(dataDir, { recursive: true, force: true })
})

const adapter = () =>
  mailAdapter({ dataDir, smtpUrl: null, mailFrom: 'desk@example.org' })(
    {} as Parameters<ReturnType<typeof mailAdapter>>[0],
  )

const send = (message: object): Promise<unknown> =>
  Promise.resolve(adapter().sendEmail(message as SendEmailOptions))

/** The messages that were written, as they stand on disk. */
async function raw(): Promise<string[]> {
  const names = await readdir(join(dataDir, 'mail')).catch(() => [])
  return Promise.all(names.map((name) => readFile(join(dataDir, 'mail', name), 'utf8')))
}

/** The messages that were written, line by line, without what differs each time. */
const written = async (): Promise<string[][]> =>
  (await raw()).map((message) =>
    message
      .replace(/(?<=Message-ID: <)[0-9a-f-]+(?=@example\.org>)/, '…')
      .replace(/--_NmP-[0-9a-f]+-Part_\d+/g, '…')
      .split(/\r?\n/),
  )

describe('mail without a mail server', () => {
  it('is written to a file, for the owner alone', async () => {
    await send({ to: 'ada@example.org', subject: 'Your new password', text: 'Follow this link.\nSoon.' })
    expect(await written()).toEqual([
      [
        'From: Recourse <desk@example.org>',
        'To: ada@example.org',
        'Subject: Your new password',
        'Message-ID: <…@example.org>',
        'Content-Transfer-Encoding: 7bit',
        'Date: Sat, 21 Nov 2026 10:00:00 +0000',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Follow this link.',
        'Soon.',
        '',
      ],
    ])
    const [name = ''] = await readdir(join(dataDir, 'mail'))
    expect(name).toMatch(/^2026-11-21T10-00-00-123Z-[0-9a-f-]+example\.org\.eml$/)
    const modes = await Promise.all(
      [join(dataDir, 'mail'), join(dataDir, 'mail', name)].map(async (path) =>
        ((await stat(path)).mode & 0o777).toString(8),
      ),
    )
    expect(modes).toEqual(['700', '600'])
  })

  it('carries both forms of a text', async () => {
    await send({ to: 'ada@example.org', subject: 'Ünï', text: 'Plain', html: '<p>Rich</p>' })
    const [message = []] = await written()
    expect(message.filter((line) => !/^(Date|MIME-Version|Message-ID): /.test(line))).toEqual([
      'From: Recourse <desk@example.org>',
      'To: ada@example.org',
      'Subject: =?UTF-8?B?w5xuw68=?=',
      'Content-Type: multipart/alternative;',
      ' boundary="…"',
      '',
      '--…',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      'Plain',
      '--…',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      '<p>Rich</p>',
      '--…--',
      '',
    ])
  })

  it('has lines that end as those of a message do', async () => {
    await send({ to: 'ada@example.org', subject: 'x', text: 'One\nTwo' })
    const [message = ''] = await raw()
    expect(message.match(/(?<!\r)\n/g)).toBeNull()
  })

  it('is one file for each message, and none that is half written', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send({ to: `a${index}@example.org`, subject: `Message ${index}`, text: 'x' }),
      ),
    )
    const messages = await written()
    expect(messages).toHaveLength(20)
    expect(messages.map((lines) => lines.find((line) => line.startsWith('Subject: '))).sort()).toEqual(
      Array.from({ length: 20 }, (_, index) => `Subject: Message ${index}`).sort(),
    )
    expect((await readdir(join(dataDir, 'mail'))).filter((name) => !name.endsWith('.eml'))).toEqual([])
  })

  it.each([
    [
      'a line end in its recipient',
      { to: 'ada@example.org\r\nBcc: eve@example.org', subject: 'x' },
      'recipient',
    ],
    [
      'a bare line feed in its recipient',
      { to: 'ada@example.org\neve@example.org', subject: 'x' },
      'recipient',
    ],
    ['a bare carriage return in its recipient', { to: 'ada@example.org\rx', subject: 'x' }, 'recipient'],
    ['a null in its recipient', { to: 'ada@example.org\u0000', subject: 'x' }, 'recipient'],
    ['several recipients', { to: ['ada@example.org', 'eve@example.org'], subject: 'x' }, 'recipient'],
    ['an object for its recipient', { to: { address: 'ada@example.org' }, subject: 'x' }, 'recipient'],
    ['no recipient', { subject: 'x' }, 'recipient'],
    ['a line end in its subject', { to: 'ada@example.org', subject: 'x\r\nBcc: eve@example.org' }, 'subject'],
    ['no subject', { to: 'ada@example.org' }, 'subject'],
  ])('is refused with %s, and nothing is written', async (_name, message, part) => {
    await expect(send({ text: 'x', ...message })).rejects.toThrow(
      new TypeError(`The ${part} of a mail must be one line of text.`),
    )
    expect(await written()).toEqual([])
  })

  it('goes to one recipient, whatever else stands in the address', async () => {
    const info = (await send({ to: 'ada@example.org, eve@example.org', subject: 'x', text: 'x' })) as {
      envelope: { to: string[] }
    }
    expect(info.envelope.to).toHaveLength(1)
    expect(info.envelope.to).not.toContain('eve@example.org')
  })

  it.each([
    ['a file', { path: '/etc/hostname' }, 'File access rejected'],
    ['an address', { href: 'http://127.0.0.1:9/' }, 'Url access rejected'],
  ])('attaches nothing from %s', async (_name, content, message) => {
    const mailer = createMailer({ dataDir, smtpUrl: null, mailFrom: 'desk@example.org' })
    await expect(
      mailer.sendMail({ from: 'a@example.org', to: 'b@example.org', attachments: [content] }),
    ).rejects.toThrow(message)
    expect(await written()).toEqual([])
  })
})

describe('mail with a mail server', () => {
  it('goes to that server', () => {
    const mailer = createMailer({
      dataDir,
      smtpUrl: 'smtps://user:word@mail.example.org:465',
      mailFrom: 'desk@example.org',
    })
    expect(mailer.options).toMatchObject({
      host: 'mail.example.org',
      port: 465,
      secure: true,
      auth: { user: 'user', pass: 'word' },
    })
    mailer.close()
  })
})

describe('the adapter of the admin', () => {
  it('sends as the desk', () => {
    expect(adapter()).toMatchObject({
      name: 'recourse',
      defaultFromAddress: 'desk@example.org',
      defaultFromName: 'Recourse',
    })
  })
})
