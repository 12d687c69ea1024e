/**
 * The purpose a link's token was created for. `confirm`: in the mail that asks to confirm the address. `mail`:
 * in every other mail to a subscriber.
 */
export const TOKEN_PURPOSES = { confirm: 'Confirm', mail: 'Mail' } as const
export type TokenPurpose = keyof typeof TOKEN_PURPOSES

/** Days after which a token is erased. */
export const TOKEN_DAYS: Record<TokenPurpose, number> = { confirm: 2, mail: 400 }

/** What a link is opened for, which token it needs, and for how many days it works. */
export const TOKEN_USES = {
  confirm: { purpose: 'confirm', days: 2 },
  /** An old mail still unsubscribes. */
  leave: { purpose: 'mail', days: 400 },
  /** An old mail in the wrong hands reveals nothing, and can do no more than unsubscribe. */
  manage: { purpose: 'mail', days: 30 },
} as const satisfies Record<string, { purpose: TokenPurpose; days: number }>
export type TokenUse = keyof typeof TOKEN_USES

const DAY = 86_400_000

export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY)

/** Shape of a token: 128 bits in base64url. Anything else was truncated or mistyped. */
export const isTokenShaped = (text: string): boolean => /^[A-Za-z0-9_-]{22}$/.test(text)
