import { isSignOnProblem, SIGN_ON_PROBLEMS } from '#domain/desk/single-sign-on.ts'
import { env } from '#lib/env.ts'

interface Props {
  searchParams?: Record<string, string | string[] | undefined>
}

const one = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '')

/** On the sign-in screen, where there is an identity provider: the way to it, and why it came to nothing. */
export function ProviderSignIn({ searchParams = {} }: Props) {
  const { singleSignOn } = env()
  if (!singleSignOn) return null
  const { name } = singleSignOn
  const to = new URLSearchParams({ to: one(searchParams.redirect) })
  const problem = one(searchParams['sign-on'])
  return (
    <section className="sign-on" aria-label={`Sign in with ${name}`}>
      {isSignOnProblem(problem) ? (
        <p className="desk-notice desk-notice--error" role="alert">
          {SIGN_ON_PROBLEMS[problem](name)}
        </p>
      ) : null}
      {/* It leads to another site: no part of the admin is loaded for it. */}
      <a className="sign-on__link" href={`/api/users/single-sign-on/begin?${to.toString()}`}>
        Sign in with {name}
      </a>
      <p className="sign-on__or">or with your password</p>
    </section>
  )
}
