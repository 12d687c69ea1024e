'use client'
import type { Problem } from '#domain/content/coverage.ts'

interface Props {
  message: string
  problems: readonly Problem[]
  /** Moves the focus to a field; left out where there is none. */
  onGo?: (field: string) => void
  /** Address of the sign-in screen, where the session has ended. */
  signIn?: string | null
}

/** What was refused and what would allow it: each problem links to where it is fixed. */
export function Problems({ message, problems, onGo, signIn }: Props) {
  return (
    <div className="desk-problems" role="alert">
      <p>
        {message}
        {signIn ? (
          <>
            {' '}
            <a href={signIn} target="_blank" rel="noopener">
              Sign in (new tab)
            </a>
          </>
        ) : null}
      </p>
      {problems.length > 0 ? (
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.field ?? ''} ${problem.message}`}>
              {problem.field !== null && onGo ? (
                <button type="button" className="desk-link" onClick={() => onGo(problem.field ?? '')}>
                  {problem.message}
                </button>
              ) : (
                problem.message
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
