import { catalogue } from '#templates/words/index.ts'

/** Characters that fit in a page margin, at their widest: of a text, and of one word. */
const RUNNING = 60
export const RUNNING_WORD = 24

const cut = (text: string, room: number): string => {
  const characters = [...text]
  return characters.length <= room ? text : `${characters.slice(0, room - 1).join('')}…`
}

/** Text shortened for a margin, where words do not break: the page itself has it in full. */
export const runningWords = (text: string, room = RUNNING): string =>
  cut(
    text.replace(/\S+/g, (word) => cut(word, RUNNING_WORD)),
    room,
  )

/** The words with the number of a page, in pieces: the browser counts. */
export function folioPieces(): { text: string; counter?: string }[] {
  const words = catalogue.print.page({ page: '{page}', pages: '{pages}' })
  return words
    .split(/(?=\{)|(?<=\})/)
    .map((text) => (/^\{\w+\}$/.test(text) ? { text, counter: text.slice(1, -1) } : { text }))
}
