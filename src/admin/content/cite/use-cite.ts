'use client'
import { useConfig } from '@payloadcms/ui'
import { useRef, useState } from 'react'
import { readCited, type Cited } from '#domain/content/cited.ts'
import type { NearSource } from '#domain/content/near-sources.ts'
import type { Kind } from '#domain/keys.ts'
import { ask, type Answer } from '#admin/ask.ts'
import { useSending } from '#admin/use-sending.ts'
import { useAddCitation } from './add-citation.ts'
import type { Cursor } from './use-claim-at-cursor.ts'
import { useNear } from './use-near.ts'
import { useSupports } from './use-supports.ts'

/** A citation that was added. */
export interface Done {
  row: number
  title: string
  made: boolean
  supports: string[]
  ends: Cited['ends']
}

/** Why nothing was cited, and the field that it is about. */
export interface CiteProblem {
  field: 'source' | 'title' | 'supports'
  message: string
}

const NO_SOURCE = 'Paste the address of a page, or choose a source by its title.'
const NO_CLAIM = 'Choose at least one claim that this source supports.'

/** A source to cite, as the server gave it. */
type Given = Pick<Done, 'title' | 'made'> & { id: string }

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

/** Finds the source of an address, or makes it; one at a time. */
function useSource() {
  const { config } = useConfig()
  const { send, busy } = useSending()
  const sourceOf = (url: string, title: string): Promise<Answer<Given> | null> =>
    send(() => ask<Given>(`${config.routes.api}/sources/cite`, { url, title: title.trim() }))
  return { sourceOf, busy }
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
  const add = useAddCitation(timeZone)
  const { sourceOf, busy } = useSource()
  const { text, cited, source, title } = typed
  const { supports, support } = useSupports({ kind, cursor, text, pinpoint: cited.pinpoint })
  // An answer to a text that was typed over meanwhile adds nothing.
  const current = useRef(text)
  current.current = text

  const type = (words: string): void => {
    typed.typeText(words)
    setProblem(null)
    setDone(null)
  }
  const refuse = (field: CiteProblem['field'], message: string): void => setProblem({ field, message })
  const take = ({ id, ...told }: Given): void => {
    const row = add({ source: id, supports, pinpoint: cited.pinpoint, quote: cited.quote })
    type('')
    setDone({ row, ...told, supports, ends: cited.ends })
  }
  const cite = async (meant: NearSource | null): Promise<void> => {
    if (supports.length === 0 && (meant || cited.url)) return refuse('supports', NO_CLAIM)
    if (meant) return take({ id: meant.id, title: meant.title, made: false })
    if (!cited.url) return refuse('source', cited.problem ?? NO_SOURCE)
    const answer = await sourceOf(cited.url, title)
    if (!answer || current.current !== text) return
    if (answer.ok) return take(answer.value)
    const { problems, message } = answer.refusal
    refuse(problems[0]?.field === 'title' ? 'title' : 'source', message)
  }
  return {
    ...typed,
    known: source !== null,
    supports,
    support,
    problem,
    done,
    busy,
    type,
    retitle: (words: string): void => {
      typed.setOwnTitle(words)
      setProblem(null)
    },
    cite: (): void => void cite(source),
    choose: (meant: NearSource): void => {
      if (supports.length === 0) typed.typeText(meant.title, meant)
      void cite(meant)
    },
  }
}
