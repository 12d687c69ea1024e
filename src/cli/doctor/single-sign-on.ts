import { statSync } from 'node:fs'
import { env } from '#lib/env.ts'
import { askProvider } from '#lib/single-sign-on/provider.ts'
import { ok, problem, warning, type Check } from './check.ts'

/** The first cause of an error: what a library wraps says more than the wrapping. */
const causeOf = (error: unknown): string =>
  error instanceof Error
    ? error.cause instanceof Error
      ? causeOf(error.cause)
      : error.message
    : String(error)

export const singleSignOnCheck: Check = {
  what: 'Single sign-on',
  look: async () => {
    const { singleSignOn } = env()
    if (singleSignOn === null) return [ok('Staff sign in with their passwords alone.')]
    const { issuer, secretFile } = singleSignOn
    try {
      const isOpen = (statSync(secretFile).mode & 0o077) !== 0
      await askProvider(singleSignOn)
      return [
        ok(`${issuer} answers.`),
        ...(isOpen
          ? [warning(`${secretFile} can be read by other accounts: run “chmod 600 ${secretFile}”.`)]
          : []),
      ]
    } catch (error) {
      return [
        problem(
          `${issuer} cannot be used: ${causeOf(error)} Correct OIDC_ISSUER and OIDC_CLIENT_SECRET_FILE; staff sign in with their passwords meanwhile.`,
        ),
      ]
    }
  },
}
