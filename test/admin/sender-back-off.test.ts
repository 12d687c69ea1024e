import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { SenderBackOffNotice } from '#admin/mail/sender-back-off.tsx'

const rest = {
  since: '2026-11-21T12:00:00.000Z',
  until: '2026-11-21T12:15:00.000Z',
  answer: '421 4.3.2 closing',
}
const shown = (board: Parameters<typeof SenderBackOffNotice>[0]['board'], now: string): string => {
  const element = SenderBackOffNotice({ board, now: new Date(now), timeZone: 'Europe/London' })
  return element
    ? renderToStaticMarkup(element)
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    : ''
}

describe('a mail server that takes no mail', () => {
  it('is shown with what it said, when it is tried again, and what to do', () => {
    expect(shown({ rest, files: null }, '2026-11-21T12:05:00.000Z')).toBe(
      'The mail server takes no mail Ten tries in a row failed 5 minutes ago, and none has succeeded since. ' +
        'It said last: “421 4.3.2 closing”. It is tried again at 12:15, 21 November 2026, by itself. ' +
        'Each mail waits and is tried for three days, links that people asked for among them. See whether the server ' +
        'answers and takes the name and password of SMTP_URL; a code that begins with 5 is a refusal that its ' +
        'operator must lift. After a change of SMTP_URL restart the worker.',
    )
  })

  it('is tried again with the next mail when the rest is over', () => {
    expect(shown({ rest, files: null }, '2026-11-21T13:05:00.000Z')).toContain(
      'It is tried again as soon as a mail is due.',
    )
  })

  it('is not shown where mail goes out, or is written to files', () => {
    expect(shown({ rest: null, files: null }, '2026-11-21T12:05:00.000Z')).toBe('')
    expect(shown({ rest, files: [] }, '2026-11-21T12:05:00.000Z')).toBe('')
  })
})
