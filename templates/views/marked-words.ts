import { wordDiff, type DiffPart } from '#domain/content/word-diff.ts'

/** A place where two texts differ, or a stretch that they share. */
interface Stretch {
  was: string
  now: string
  same: boolean
}

const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** Whether a mark would stand at a space or a comma alone, where nobody sees what it is about. */
const isBare = ({ was, now, same }: Stretch): boolean =>
  !same && ((was !== '' && !hasWord(was)) || (now !== '' && !hasWord(now)))

/**
 * What differs between two lines, by whole words: a comma that comes or goes is told with the word that it
 * stands at. Joining `same` and `del` gives the line before, `same` and `ins` the line after. Nothing is marked
 * without a word in it.
 */
export function markedWords(was: string, now: string): DiffPart[] {
  const stretches = stretchesOf(wordDiff(was, now))
  for (let at = 0; at < stretches.length; at += 1)
    while (isBare(stretches[at] ?? EMPTY) && widen(stretches, at)) {
      // Widened by one word at a time, until it has one.
    }
  return joined(stretches).flatMap(partsOf)
}

const EMPTY: Stretch = { was: '', now: '', same: true }

function stretchesOf(parts: readonly DiffPart[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const { op, text } of parts) {
    const last = stretches.at(-1)
    if (op === 'same') stretches.push({ was: text, now: text, same: true })
    else if (last && !last.same) last[op === 'del' ? 'was' : 'now'] += text
    else stretches.push({ was: op === 'del' ? text : '', now: op === 'ins' ? text : '', same: false })
  }
  return stretches
}

/** Takes the nearest word into a difference; false if there is none. */
function widen(stretches: Stretch[], at: number): boolean {
  const here = stretches[at]
  if (!here) return false
  const before = stretches[at - 1]?.was ?? ''
  const after = stretches[at + 1]?.was ?? ''
  const opens = /^\S/.test(after) && /\S$/.test(here.now || here.was) && !/\S$/.test(before)
  const head = opens || before.trim() === '' ? /^\s*\S+/.exec(after)?.[0] : undefined
  const tail = head === undefined ? (/\S+\s*$/.exec(before)?.[0] ?? '') : ''
  const taken = head ?? tail
  if (taken === '') return false
  here.was = tail + here.was + (head ?? '')
  here.now = tail + here.now + (head ?? '')
  const from = stretches[head === undefined ? at - 1 : at + 1]
  if (from) {
    from.was = head === undefined ? from.was.slice(0, -tail.length) : from.was.slice(taken.length)
    from.now = from.was
  }
  return true
}

/** Differences with nothing left between them are one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = []
  for (const each of stretches) {
    if (each.same && each.was === '') continue
    const last = kept.at(-1)
    if (last && !last.same && !each.same) {
      last.was += each.was
      last.now += each.now
    } else kept.push({ ...each })
  }
  return kept
}

function partsOf(stretch: Stretch): DiffPart[] {
  if (stretch.same) return [{ op: 'same', text: stretch.was }]
  const parts: DiffPart[] = [
    { op: 'del', text: stretch.was },
    { op: 'ins', text: stretch.now },
  ]
  return parts.filter(({ text }) => text !== '')
}
