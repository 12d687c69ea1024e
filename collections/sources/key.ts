import { APIError, type CollectionBeforeValidateHook } from 'payload'
import { sourceKey, sourceLabel } from '#domain/content/sources.ts'
import { idOf, textOf } from '#domain/values.ts'
import { hostOf, normaliseUrl, UrlProblem } from '#domain/urls.ts'
import { readSourcesByKey } from '#store/content/sources.ts'

/** A source's key derives from its address, so that each page has only one record. */
export const keySource: CollectionBeforeValidateHook = async ({ data, originalDoc, req }) => {
  const doc = {
    ...(originalDoc as Record<string, unknown> | undefined),
    ...(data as Record<string, unknown>),
  }
  let url
  try {
    url = normaliseUrl(textOf(doc.url))
  } catch (error) {
    if (error instanceof UrlProblem) return data // the field's validation reports the problem
    throw error
  }
  const precision = doc.precision === 'host' ? 'host' : 'page'
  const key = sourceKey({ precision, url, title: textOf(doc.title) })
  const [other] = await readSourcesByKey(req, [key])
  if (other && idOf(other) !== idOf(doc))
    throw new APIError(
      `There is already a source for ${key}: “${other.title}”. Use that one, so that the page is checked once.`,
      409,
      undefined,
      true,
    )
  return { ...data, url, host: hostOf(url), key, label: sourceLabel(textOf(doc.title), url) }
}
