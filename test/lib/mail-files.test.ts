import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { blankLinks } from '#lib/blank-links.ts'
import { forgetMailFiles, mailFileOf, removeMailFiles, writeMailFile } from '#lib/mail-files.ts'
import { composeMessage } from '#pipelines/mail/message.ts'

const TOKEN = 'Ab3_-Ab3_-Ab3_-Ab3_-Ab'
const LEAVE = `https://guides.example.org/subscribe/leave?t=${TOKEN}`
const RESET = `https://guides.example.org/admin/reset/${TOKEN}`

const WORDS: [how: string, words: string][] = [
  ['plain', 'Follow it.'],
  ['quoted-printable', 'Größe '.repeat(40)],
  ['base64', 'اتبع هذا الرابط من فضلك '.repeat(20)],
]

describe('a mail that somebody looks at whom it is not for', () => {
  it.each(WORDS)('shows neither links nor address, and every other word: %s', async (how, words) => {
    const { raw } = await composeMessage(
      {
        from: { name: 'Desk', address: 'desk@example.org' },
        to: 'reader.one@example.org',
        subject: 'Ünï',
        text: `${words}\n\n${LEAVE}\n${RESET}\n\n${words}`,
        html: `<p>${words}</p><a href="${LEAVE}">x</a><a href="https://x.example/?a=1&amp;t=${TOKEN}">y</a><i>${words}</i>`,
        language: 'en',
        headers: { 'List-Unsubscribe': `<${LEAVE}>` },
      },
      { messageId: 'abc@example.org', date: new Date('2026-11-21T10:00:00Z'), dkim: null },
    )
    const written = await PostalMime.parse(raw)
    expect(written.text).toContain(RESET)
    if (how !== 'plain') expect(raw.toString()).toContain(`Content-Transfer-Encoding: ${how}`)
    const shown = blankLinks(raw)
    expect(shown.toString()).not.toMatch(/Ab3_|reader\.one/)
    const read = await PostalMime.parse(shown)
    expect(read.text?.trim()).toBe(written.text?.replaceAll(TOKEN, '***').trim())
    expect(read.html?.trim()).toBe(written.html?.replaceAll(TOKEN, '***').trim())
    expect(read.subject).toBe('Ünï')
    expect(shown.toString()).toContain('To: r…@example.org')
    // A single part, too.
    const { raw: alone } = await composeMessage(
      {
        from: { name: 'Desk', address: 'desk@example.org' },
        to: 'reader.one@example.org',
        subject: 'x',
        text: `${words} ${RESET}`,
        html: null,
        language: 'en',
        headers: {},
      },
      { messageId: 'abc@example.org', date: new Date('2026-11-21T10:00:00Z'), dkim: null },
    )
    expect(blankLinks(alone).toString()).not.toMatch(/Ab3_|reader\.one/)
    expect(blankLinks(alone).toString()).toContain('/admin/reset/***')
  })

  it.each(['', 'x', '\r\n\r\n', 'Content-Type: multipart/mixed; boundary=""\r\n\r\n----', '\u0000'])(
    'is none, and breaks nothing: %j',
    (text) => {
      expect(blankLinks(Buffer.from(text)).toString()).toBe(text)
    },
  )
})

describe('mails in files', () => {
  let dataDir: string
  const now = new Date('2026-11-21T10:00:00Z')
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'recourse-mail-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }))
  const folder = () => join(dataDir, 'mail')
  const write = async (name: string, days: number): Promise<void> => {
    await writeMailFile(folder(), name, Buffer.from('x'))
    const at = new Date(now.getTime() - days * 86_400_000)
    utimesSync(join(folder(), name), at, at)
  }

  it('are removed with whom they went to', async () => {
    await write(mailFileOf('one@example.org'), 1)
    await write(mailFileOf('two@example.org'), 1)
    await removeMailFiles(dataDir, ['one@example.org', 'never@example.org', '../../x@example.org'])
    expect(readdirSync(folder())).toEqual(['two.eml'])
  })

  it('are removed by age, and where nobody knows their mails', async () => {
    await write('young.eml', 29)
    await write('old.eml', 31)
    await write('unknown.eml', 1)
    await write('unknown-now.eml', 0)
    writeFileSync(join(folder(), 'cut.eml.part'), 'x')
    utimesSync(join(folder(), 'cut.eml.part'), 0, 0)
    const known = new Set(['young@example.org', 'old@example.org'])
    expect(await forgetMailFiles(dataDir, { now, days: 30, known })).toBe(3)
    expect(readdirSync(folder()).sort()).toEqual(['unknown-now.eml', 'young.eml'])
    rmSync(folder(), { recursive: true })
    expect(await forgetMailFiles(dataDir, { now, days: 30, known })).toBe(0)
  })
})
