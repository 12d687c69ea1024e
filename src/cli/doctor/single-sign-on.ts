import { readFileSync } from 'node:fs'
import { env } from '#lib/env.ts'
import { lookAtProvider, type ProviderState } from '#lib/single-sign-on/look.ts'
import { ok, problem, warning, type Check, type Finding } from './check.ts'
import { openFinding } from './open-file.ts'

const MEANWHILE = 'Staff sign in with their passwords meanwhile.'

function secretFinding(file: string): Finding | null {
  try {
    if (readFileSync(file, 'utf8').trim() === '')
      return problem(`${file} is empty. Write the secret into it that the provider gave this site.`)
  } catch (error) {
    return problem(
      `OIDC_CLIENT_SECRET_FILE cannot be read: ${(error as Error).message}. Write the secret into it that the provider gave this site.`,
    )
  }
  return openFinding(file)
}

function providerFinding(issuer: string, found: ProviderState): Finding {
  switch (found.state) {
    case 'ready':
      return ok(`${issuer} answers.`)
    case 'silent-on-pkce':
      return warning(
        `${issuer} answers, and does not say whether it knows PKCE with S256. Make sure of it there: without it, a stolen code is safe by state and nonce alone.`,
      )
    case 'without-pkce':
      return problem(
        `${issuer} answers, and does not know PKCE with S256, by which codes that are stolen are of no use. Turn it on there, or use another provider. ${MEANWHILE}`,
      )
    case 'other-issuer':
      return problem(
        `${issuer} calls itself ${found.issuer}. If that is your provider, set OIDC_ISSUER to it, letter by letter. ${MEANWHILE}`,
      )
    case 'no-provider':
      return problem(
        `${issuer} is no identity provider: at /.well-known/openid-configuration below it came ${found.said}. Correct OIDC_ISSUER. ${MEANWHILE}`,
      )
    case 'unreachable':
      return problem(
        `${issuer} does not answer: ${found.said}. Correct OIDC_ISSUER, or open the way there from this machine. ${MEANWHILE}`,
      )
  }
}

export const singleSignOnCheck: Check = {
  what: 'Single sign-on',
  look: async () => {
    const { singleSignOn } = env()
    if (singleSignOn === null) return [ok('Staff sign in with their passwords alone.')]
    const { issuer, secretFile } = singleSignOn
    const secret = secretFinding(secretFile)
    if (secret?.state === 'problem') return [secret]
    const provider = providerFinding(issuer, await lookAtProvider(singleSignOn))
    return secret ? [provider, secret] : [provider]
  },
}
