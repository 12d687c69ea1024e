/** Enhanced status codes (RFC 3463) by the phrases mail servers use for them; the first match counts. */
const REASONS: readonly (readonly [status: string, words: RegExp])[] = [
  [
    '4.4.7',
    /retry time(?:out)? (?:\w+ ){0,3}(?:exceeded|reached)|trying too long|(?:connection|delivery|message|operation) (?:has |have )?(?:timed out|expired)|has been in the queue too long|connection refused|try (?:again|it again) later|temporarily/i,
  ],
  [
    '5.2.2',
    /(?:mailbox|inbox|quota|storage|account)\b[^.\n]{0,40}\b(?:full|exceeded|over)\b|over ?quota|(?:exceed(?:ed|s|ing)?|over) [^.\n]{0,30}(?:quota|storage)|insufficient [^.\n]{0,20}(?:storage|space)/i,
  ],
  [
    '5.7.1',
    /\b(?:spam|black ?list(?:ed)?|block ?list(?:ed)?|blocked|policy|policies|prohibited|reputation|relay(?:ing)?|virus|malware|dmarc|spf|dkim|unsolicited|bulk|phish\w*)\b|not (?:authori[sz]ed|permitted|allowed)|access denied|content (?:rejected|filter)/i,
  ],
  ['5.3.4', /too (?:large|big|long)|(?:message|mail) size|size (?:limit|exceed)/i],
  [
    '5.2.1',
    /(?:mailbox|account|user|recipient|address)\b[^.\n]{0,30}\b(?:disabled|inactive|suspended|deactivated|closed|discontinued|blocked|locked)\b/i,
  ],
  [
    '5.1.1',
    new RegExp(
      [
        "(?:user|recipient|mailbox|address(?:ee)?|account|alias)\\b[^.\\n]{0,40}\\b(?:unknown|invalid|not (?:be )?found|n[’']t be found|unavailable)",
        'unknown (?:\\w+ ){0,2}(?:user|recipient|mailbox|address|account|alias|local part)',
        'no (?:such|mailbox here)',
        'invalid (?:\\w+ )?(?:recipient|mailbox|address|user)',
        'unroute?able address',
        "(?:does ?n[o’']?t|do not|did not) (?:exist|have an? [^\\n]{0,60}account)",
        'not (?:exist|a valid (?:user|mailbox|address|recipient)|listed in|in my control file)',
        'no longer (?:valid|available|exists?|in use)',
        'nonexistent',
        'user not local',
      ].join('|'),
      'i',
    ),
  ],
]

const ENHANCED = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)/
/** An SMTP reply (RFC 5321) at the start of a server's text. */
const REPLY = /(?:^|[:;>(]|\bsaid|\berror|\bis|\bcode)[ \t]*([45])\d\d(?=[ )-])/im

const isVague = (status: string | null): boolean => status === null || /^[45]\.0\.0$/.test(status)

/** The status a text implies; null where it implies none. */
export const statusInWords = (words: string): string | null =>
  REASONS.find(([, known]) => known.test(words))?.[0] ?? null

/**
 * The status of a recipient; where it is uninformative, the one from the other server's reply, by its codes or else
 * by its text.
 * @param status as given in the notice.
 * @param diagnostic the other server's reply.
 */
export function statusOf(status: string, diagnostic: string): string | null {
  const given = ENHANCED.exec(status)?.[1] ?? null
  if (!isVague(given)) return given
  const answered = ENHANCED.exec(diagnostic)?.[1] ?? null
  if (!isVague(answered)) return answered
  const temporary = REPLY.exec(diagnostic)?.[1] === '4' || (given ?? answered)?.startsWith('4')
  if (temporary) return given?.startsWith('4') ? given : '4.0.0'
  return statusInWords(diagnostic) ?? given ?? answered
}
