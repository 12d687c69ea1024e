import { READER_FORMS } from '#domain/publish/paths.ts'
import { env, type Env } from '#lib/env.ts'

const OTHERS = new RegExp(`(<a [^>]*?href=")(?=/(?!(?:${READER_FORMS.join('|')})\\b|/))`, 'g')

/** Links to what is no form of readers: the site is at another address, where they came from. */
const toSite = (
  html: string,
  { publicUrl, subscribeUrl }: Pick<Env, 'publicUrl' | 'subscribeUrl'>,
): string => (publicUrl === subscribeUrl ? html : html.replace(OTHERS, (start) => start + publicUrl))

/** A page with a form, or an answer to one. No browser or proxy stores it, and search engines index the form alone. */
export const page = (html: string, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(toSite(html, env()), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
      ...headers,
    },
  })

/** The token in a page's address; empty where there is none. */
export const tokenIn = (request: Request): string => new URL(request.url).searchParams.get('t') ?? ''

/** The text values of each form field; none where the request is not a form. */
export async function formOf(request: Request): Promise<(name: string) => string[]> {
  const form = await request.formData().catch(() => new FormData())
  return (name) => form.getAll(name).filter((value) => typeof value === 'string')
}
