/** Days for which the file may be relied on; RFC 9116 advises less than a year. It is made anew each day. */
export const SECURITY_TXT_DAYS = 90

interface Said {
  /** Address of whoever is told of a weakness, with its scheme. */
  contact: string
  publicUrl: string
  expires: Date
}

/** `security.txt` (RFC 9116): whom to tell of a weakness. */
export const securityTxt = ({ contact, publicUrl, expires }: Said): string =>
  [
    `Contact: ${contact}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    '',
  ].join('\n')
