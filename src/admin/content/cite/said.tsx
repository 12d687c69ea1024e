'use client'
import type { Cited } from '#domain/content/cited.ts'
import { listed } from '#admin/words.ts'
import type { CiteProblem } from './use-cite.ts'
import type { Done } from './use-take.ts'

interface Props {
  problem: CiteProblem | null
  done: Done | null
  known: boolean
  cited: Cited
  title: string
  near: readonly unknown[]
  /** What had the focus before this part of the form. */
  from: Element | null
  claims: readonly { value: string; label: string }[]
}

/** What citing would do now, in a sentence. */
function aheadOf({ known, cited, title, near }: Props): string {
  const also = [cited.pinpoint, cited.quote && `the words “${cited.quote.exact}”`].filter((each) => !!each)
  const taken = also.length > 0 ? ` Taken from its address: ${listed(also as string[])}.` : ''
  if (cited.problem !== null) return cited.problem
  if (known) return `It is among the sources: “${title}”.${taken}`
  if (cited.url !== null)
    return `${title === '' ? 'No source has this address yet: enter its title.' : 'No source has this address yet: citing makes one.'}${taken}`
  if (near.length > 0) return 'Enter takes the first, the arrow keys choose another.'
  return 'Paste its address, or type its title. It is cited for the claim in which the cursor was last, as read today.'
}

/** What is wrong, what was done, or what citing would do. */
export function Said(props: Props) {
  const { problem, done } = props
  if (problem)
    return (
      <p id="cite-said" className="cite__said cite__said--problem" role="alert">
        {problem.message}
      </p>
    )
  if (!done)
    return (
      <p id="cite-said" className="cite__said" role="status">
        {aheadOf(props)}
      </p>
    )
  return <After {...props} done={done} />
}

/** Opens a row of the citations and leads to it. */
function openCitation(row: number): void {
  const element = document.getElementById(`citations-row-${row}`)
  element?.querySelector<HTMLElement>('.collapsible--collapsed .collapsible__toggle')?.click()
  element?.scrollIntoView({ block: 'center' })
  element?.querySelector<HTMLElement>('.collapsible__toggle')?.focus({ preventScroll: true })
}

/** What was cited, and where to go from there. */
function After({ done: { row, title, made, supports, filled, ends }, claims, from }: Props & { done: Done }) {
  const named = supports.map((id) => claims.find(({ value }) => value === id)?.label ?? id)
  const back = (): void => {
    from?.scrollIntoView({ block: 'center' })
    if (from instanceof HTMLElement) from.focus({ preventScroll: true })
  }
  return (
    <>
      <p id="cite-said" className="cite__said" role="status">
        {`Citation ${row + 1}: “${title}”${made ? ', a new source,' : ''} for ${listed(named)}, retrieved today.`}
        {filled ? ` It is filled in as “${filled}”, too.` : ''}
        {ends
          ? ` Its address marks a passage from “${ends.from}” to “${ends.to}”: copy it from the page into the quoted words.`
          : ''}
      </p>
      <p className="cite__next">
        {from?.isConnected ? (
          <button type="button" className="desk-link" onClick={back}>
            Back to where you were
          </button>
        ) : null}
        <button type="button" className="desk-link" onClick={() => openCitation(row)}>
          {`Open citation ${row + 1}`}
        </button>
      </p>
    </>
  )
}
