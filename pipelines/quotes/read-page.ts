import { decodeText } from '#lib/charset.ts'
import type { Answer } from '#lib/outbound/outbound.ts'
import { htmlPage } from './html-page.ts'
import { pageWithout, plainPage, type PageText } from './page.ts'
import { pdfPage } from './pdf-page.ts'

/** Leading bytes that identify a document's type. */
const HEAD = 1024

/** Maximum characters of a page. */
const MOST_TEXT = 10_000_000

const MARKUP = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i

/** Path of a front page: at most a language. */
const FRONT = /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?|index\.\w+|home\/?)?$/i

/** The readable text of an answer. Never fails: an unreadable answer gives the reason. */
export async function readPage(
  answer: Pick<Answer, 'status' | 'url' | 'headers' | 'hops' | 'bytes'>,
): Promise<PageText> {
  if (answer.status < 200 || answer.status > 299) return pageWithout('unread')
  if (answer.bytes.byteLength === 0) return pageWithout('empty')
  const page = await contentOf(answer)
  return page.problem === null && leadsHome(answer) ? { ...page, problem: 'leads-home' } : page
}

async function contentOf({ bytes, headers }: Pick<Answer, 'bytes' | 'headers'>): Promise<PageText> {
  const contentType = headers['content-type'] ?? ''
  const media = (/^[^;,]*/.exec(contentType)?.[0] ?? '').trim().toLowerCase()
  const head = bytes.subarray(0, HEAD)
  if (Buffer.from(head).includes('%PDF-')) return pdfPage(bytes)
  const isXml = /^(?:text|application)\/(?:[\w.-]+\+)?xml$/.test(media)
  const isText = media === 'text/plain'
  const isMarkup =
    /^(?:text\/html|application\/xhtml\+xml)$/.test(media) ||
    MARKUP.test(decodeText(head, { contentType, markup: 'none', cut: true }))
  if (!isText && !isMarkup) return pageWithout('type')
  const markup = isXml ? 'xml' : isMarkup ? 'html' : 'none'
  const text = decodeText(bytes, { contentType, markup })
  const read = text.slice(0, MOST_TEXT)
  const page = isMarkup ? htmlPage(read) : plainPage(read)
  const language =
    page.language ?? /^[a-z]{2,3}\b/i.exec(headers['content-language'] ?? '')?.[0].toLowerCase() ?? null
  return { ...page, language, problem: page.problem ?? (text.length > MOST_TEXT ? 'long' : null) }
}

function leadsHome({ url, hops }: Pick<Answer, 'url' | 'hops'>): boolean {
  const [first] = hops
  return first !== undefined && !FRONT.test(new URL(first.from).pathname) && FRONT.test(new URL(url).pathname)
}
