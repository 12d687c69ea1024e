/** Somebody as their identity provider knows them (OpenID Connect Core 1.0, 5.1). */
export interface Identity {
  issuer: string
  /** Never given to anybody else by this issuer. */
  subject: string
  /** In lower case; null if the provider tells none, or has not verified that it is theirs. */
  email: string | null
}

/** Why somebody who signed in at the provider is not signed in here. */
export type SignOnProblem =
  | 'ended'
  | 'late'
  | 'stale'
  | 'unavailable'
  | 'untrue'
  | 'unverified'
  | 'unknown'
  | 'taken'
  | 'other'
  | 'tries'

/** @param provider its name, as people know it. */
export const SIGN_ON_PROBLEMS: Record<SignOnProblem, (provider: string) => string> = {
  ended: (provider) =>
    `You were not signed in: it was broken off at ${provider}, or begun again in another window. Try again.`,
  late: (provider) => `You were not signed in: it took longer than ten minutes at ${provider}. Start again.`,
  stale: (provider) =>
    `You signed in too long ago for this. Log out, sign in again with your password, and link your account to ${provider} then.`,
  unavailable: (provider) =>
    `There is no answer from ${provider}. Sign in with your password, or try again later. If it stays so, tell whoever runs this site.`,
  untrue: (provider) =>
    `What ${provider} answered could not be trusted, so you were not signed in. Try again. If it stays so, tell whoever runs this site.`,
  unverified: (provider) =>
    `A mail address of yours is not confirmed by ${provider}. Sign in with your password, and link your account to ${provider} on its page.`,
  unknown: (provider) =>
    `There is no account here with the mail address that ${provider} knows you by. Ask an administrator for one.`,
  taken: (provider) =>
    `The account with your mail address is linked to somebody else at ${provider}. Ask an administrator to undo that link.`,
  other: (provider) =>
    `You are linked to another account here. Undo that link first, or sign in as somebody else at ${provider}.`,
  tries: () => 'There were too many tries to sign in from here. Wait a minute, then try again.',
}

export const isSignOnProblem = (text: string): text is SignOnProblem => Object.hasOwn(SIGN_ON_PROBLEMS, text)

interface Known {
  identity: Identity
  /** The account that this identity is linked to. */
  linked: string | null
  /** The account with the address that the provider confirms, and whether an identity is linked to it. */
  byAddress: { account: string; isLinked: boolean } | null
}

/** The account of an identity. A link made once holds, whatever becomes of addresses: they are given to other people. */
export function accountOf({
  identity,
  linked,
  byAddress,
}: Known): { account: string; isNew: boolean } | SignOnProblem {
  if (linked !== null) return { account: linked, isNew: false }
  if (identity.email === null) return 'unverified'
  if (!byAddress) return 'unknown'
  return byAddress.isLinked ? 'taken' : { account: byAddress.account, isNew: true }
}

/** Whether somebody who is signed in to an account may link an identity to it. */
export const whyNotLink = (
  account: string,
  { linked, isLinked }: { linked: string | null; isLinked: boolean },
): SignOnProblem | null => (linked === account ? null : linked !== null ? 'other' : isLinked ? 'taken' : null)
