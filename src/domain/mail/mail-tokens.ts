/**
 * What the token of a link was made for. `confirm`: in the mail that asks whether the address is one’s own. `mail`: in
 * every other mail to a subscriber.
 */
export const TOKEN_PURPOSES = { confirm: 'Confirm', mail: 'Mail' } as const
export type TokenPurpose = keyof typeof TOKEN_PURPOSES

/** Days after which a token is erased. */
export const TOKEN_DAYS: Record<TokenPurpose, number> = { confirm: 2, mail: 400 }

/** What a link is opened for, by which token, and for how many days. */
export const TOKEN_USES = {
  confirm: { purpose: 'confirm', days: 2 },
  /** An old mail still unsubscribes. */
  leave: { purpose: 'mail', days: 400 },
  /** An old mail that fell into other hands tells nothing, and changes nothing but that. */
  manage: { purpose: 'mail', days: 30 },
} as const satisfies Record<string, { purpose: TokenPurpose; days: number }>
export type TokenUse = keyof typeof TOKEN_USES

const DAY = 86_400_000

export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY)

/** Shape of a token: 128 bits in base64url. Anything else was cut or mistyped. */
export const isTokenShaped = (text: string): boolean => /^[A-Za-z0-9_-]{22}$/.test(text)
