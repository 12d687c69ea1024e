import { createHash } from 'node:crypto'
import { escaped } from '#pipelines/forms/markup.ts'

/** The address at which a page hears that something changed. */
export const EVENTS = '/.preview/events'

/** Loads the page again once it is of an older state than the server's. */
const SCRIPT = `const of=document.currentScript.dataset.state;new EventSource('${EVENTS}').onmessage=({data})=>data===of||location.reload()`

const STYLE =
  '.preview-banner{position:sticky;top:0;z-index:9;margin:0;padding:.4rem 1rem;background:#5a0fa8;color:#fff;font:600 .9rem/1.4 system-ui,sans-serif}.preview-error{margin:1rem;white-space:pre-wrap;overflow-wrap:anywhere;font:1rem/1.5 ui-monospace,monospace}'

const sha = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const META = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?/

/** Adds what a preview needs to a policy: its script, its style, and the connection to the server. */
function widened(policy: string): string {
  const directives = policy
    .split(';')
    .map((each) => each.trim())
    .map((each) =>
      each.startsWith('script-src ')
        ? `${each} ${sha(SCRIPT)}`
        : each.startsWith('style-src ')
          ? `${each} ${sha(STYLE)}`
          : each,
    )
  return [...directives, `connect-src 'self'`, `frame-ancestors 'none'`].join('; ')
}

/** A page of the preview, and the policy that it is sent with. */
export interface SentPage {
  html: string
  policy: string
}

interface Around {
  /** What is previewed, in words. */
  banner: string
  /** Changes whenever the page would. */
  state: string
}

const head = `<style>${STYLE}</style>`
const bannerOf = ({ banner, state }: Around): string =>
  `<p class="preview-banner" role="status">${escaped(banner)}</p><script data-state="${escaped(state)}">${SCRIPT}</script>`

/** A page with a line that says that it is a preview. Its policy is sent by the server, because that allows one script more. */
export function withBanner(html: string, around: Around): SentPage {
  const policy = (META.exec(html)?.[1] ?? '').replace(/&#x([0-9A-Fa-f]+);/g, (_all, code: string) =>
    String.fromCodePoint(parseInt(code, 16)),
  )
  const body = /<body[^>]*>/.exec(html)?.[0] ?? '<body>'
  return {
    html: html
      .replace(META, '<meta name="robots" content="noindex">')
      .replace('</head>', () => `${head}</head>`)
      .replace(body, () => `${body}${bannerOf(around)}`),
    policy: widened(policy),
  }
}

/** What is wrong, in place of a page. It goes away by itself once that is put right. */
export const errorPage = (problem: string, around: Around): SentPage =>
  withBanner(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'"><title>Preview</title></head><body><main><h1>This page cannot be made</h1><pre class="preview-error">${escaped(problem)}</pre></main></body></html>`,
    around,
  )
