/** A page of subscribers. No browser or proxy keeps it, and search engines find the form alone. */
export const page = (html: string, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
      ...headers,
    },
  })

/** The token in the address of a page; empty where there is none. */
export const tokenIn = (request: Request): string => new URL(request.url).searchParams.get('t') ?? ''

/** What a form sent: of each field its texts. What is no form has none. */
export async function formOf(request: Request): Promise<(name: string) => string[]> {
  const form = await request.formData().catch(() => new FormData())
  return (name) => form.getAll(name).filter((value) => typeof value === 'string')
}
