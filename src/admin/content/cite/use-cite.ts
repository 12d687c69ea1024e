'use client'
import { useRef, useState } from 'react'
import { readCited } from '#domain/content/cited.ts'
import { filledIn } from '#domain/content/cited-as.ts'
import type { NearSource } from '#domain/content/near-sources.ts'
import type { OriginalSource } from '#domain/content/original-sources.ts'
import type { Kind } from '#domain/keys.ts'
import type { Cursor } from './use-claim-at-cursor.ts'
import { useNear } from './use-near.ts'
import { useSource, type Given } from './use-source.ts'
import { useSupports } from './use-supports.ts'
import { useTake, type Done, type Page } from './use-take.ts'

/** Why nothing was cited, and the field that it is about. */
export interface CiteProblem {
  field: 'source' | 'title' | 'supports'
  message: string
}

const NO_SOURCE = 'Paste the address of a page, or choose a source by its title.'
const NO_CLAIM = 'Choose at least one claim that this source supports.'

/** What is typed in the field, and what it means. */
function useTyped() {
  const [text, setText] = useState('')
  const [ownTitle, setOwnTitle] = useState<string | null>(null)
  const [chosen, setChosen] = useState<NearSource | null>(null)
  const near = useNear(chosen ? '' : text)
  const cited = readCited(text)
  const source = chosen ?? near.sources.exact
  return {
    text,
    cited,
    source,
    /** Of the source that is known, or of the one to be made. */
    title: source?.title ?? ownTitle ?? (cited.url ? cited.title : ''),
    near: source ? [] : near.sources.near,
    setOwnTitle,
    typeText: (typed: string, meant: NearSource | null = null): void => {
      setText(typed)
      setChosen(meant)
      setOwnTitle(null)
    },
  }
}

interface Ends {
  known: (source: OriginalSource) => Promise<NearSource | null>
  taken: (asked: readonly string[], source: Given, page: Page) => void
  type: (words: string) => void
}

/**
 * Cites a source of the original for the same here.
 * @returns what does so, and answers whether it could: otherwise the address stands in the field.
 */
const originalCiting =
  ({ known, taken, type }: Ends) =>
  async (source: OriginalSource, claims: readonly string[]): Promise<boolean> => {
    const found = await known(source)
    if (!found) type(`${source.title} ${source.url}`)
    else taken(claims, { ...found, made: false }, { pinpoint: source.pinpoint, quote: null, ends: null })
    return found !== null
  }

interface Props {
  kind: Kind
  timeZone: string
  cursor: Cursor | null
}

/** What is typed in the field, what it means, and citing it. */
export function useCite({ kind, timeZone, cursor }: Props) {
  const typed = useTyped()
  const [problem, setProblem] = useState<CiteProblem | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const { sourceOf, known, busy } = useSource()
  const { text, cited, source, title } = typed
  const take = useTake(kind, timeZone)
  const meant = useSupports({ kind, cursor, text, pinpoint: cited.pinpoint })
  const { supports, fill } = meant
  // An answer to a text that was typed over meanwhile adds nothing.
  const current = useRef(text)
  current.current = text

  const type = (words: string): void => {
    typed.typeText(words)
    setProblem(null)
    setDone(null)
  }
  const refuse = (field: CiteProblem['field'], message: string): void => setProblem({ field, message })
  const taken = (asked: readonly string[], given: Given, page: Page = cited): void => {
    const now = take(asked, given, page)
    type('')
    setDone(now)
  }
  const cite = async (chosen: NearSource | null, asked = supports): Promise<void> => {
    const isForNothing = asked.every((each) => each === filledIn(kind)?.field)
    if (isForNothing && (chosen || cited.url)) return refuse('supports', NO_CLAIM)
    if (chosen) return taken(asked, { ...chosen, made: false })
    if (!cited.url) return refuse('source', cited.problem ?? NO_SOURCE)
    const answer = await sourceOf(cited.url, title)
    if (!answer || current.current !== text) return
    if (answer.ok) return taken(asked, { ...answer.value, url: cited.url })
    const { problems, message } = answer.refusal
    refuse(problems[0]?.field === 'title' ? 'title' : 'source', message)
  }
  return {
    ...typed,
    ...meant,
    known: source !== null,
    problem,
    done,
    busy,
    type,
    retitle: (words: string): void => {
      typed.setOwnTitle(words)
      setProblem(null)
    },
    cite: (): void => void cite(source),
    citeForAll: (): void => void cite(source, meant.all),
    citeAndFill: (): void => void cite(source, fill ? [...supports, fill.field] : supports),
    citeOriginal: originalCiting({ known, taken, type }),
    choose: (near: NearSource): void => {
      if (supports.length === 0) typed.typeText(near.title, near)
      void cite(near)
    },
  }
}
