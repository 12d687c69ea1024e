import { APIError, type CollectionBeforeValidateHook } from 'payload'
import { sourceKey } from '#domain/sources.ts'
import { hostOf, normaliseUrl, UrlProblem } from '#domain/urls.ts'

/** A source's key follows from its address, so that one page has one record. */
export const keySource: CollectionBeforeValidateHook = async ({ data, originalDoc, req }) => {
  const doc = { ...(originalDoc as Record<string, unknown> | undefined), ...(data as Record<string, unknown>) }
  let url
  try {
    url = normaliseUrl(String(doc.url ?? ''))
  } catch (error) {
    if (error instanceof UrlProblem) return data // the field says what is wrong
    throw error
  }
  const precision = doc.precision === 'host' ? 'host' : 'page'
  const key = sourceKey({ precision, url, title: String(doc.title ?? '') })
  const other = (await req.payload.db.findOne({ collection: 'sources', where: { key: { equals: key } }, req })) as { id: string; title: string } | null
  if (other && String(other.id) !== String(doc.id ?? ''))
    throw new APIError(`There is already a source for ${key}: “${other.title}”. Use that one, so that the page is checked once.`, 409, undefined, true)
  return { ...data, url, host: hostOf(url), key, label: `${String(doc.title ?? '')} · ${hostOf(url)}` }
}
