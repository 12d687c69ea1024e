import { APIError, type PayloadRequest } from 'payload'
import { isRecord } from '#domain/checks.ts'
import { UnfitShape, parseSent } from '#lib/sent-json.ts'

const refuse = (status: number, message: string): never => {
  throw new APIError(message, status, undefined, true)
}

const HOW = 'Send the fields as a JSON object, with the content type application/json.'

function objectOf(text: string): string {
  let value: unknown
  try {
    value = parseSent(text)
  } catch (error) {
    return refuse(400, error instanceof UnfitShape ? error.message : `This is no JSON. ${HOW}`)
  }
  return isRecord(value) ? text : refuse(400, HOW)
}

/** Extracts the form part in which the admin sends its fields. Uploaded files are never stored. */
async function partOf(bytes: ArrayBuffer, type: string): Promise<string> {
  let form: FormData
  try {
    form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    return refuse(
      400,
      `This form cannot be read: it is cut off, or its parts are not divided as it says. ${HOW}`,
    )
  }
  const values = [...form.values()]
  if (values.some((value) => typeof value !== 'string')) refuse(415, 'No files are kept here.')
  const fields = form.get('_payload')
  return typeof fields === 'string' ? fields : '{}'
}

/**
 * Reads a request's body once, before Payload does: Payload crashes on truncated forms and on JSON that is not
 * an object. Afterwards the body is always a JSON object, empty if nothing was sent.
 */
export async function settleBody(req: PayloadRequest): Promise<void> {
  if (req.method !== 'POST' && req.method !== 'PATCH' && req.method !== 'PUT') return
  const type = req.headers.get('content-type') ?? ''
  const bytes = (req.body && (await req.arrayBuffer?.())) ?? new ArrayBuffer(0)
  const text = /^multipart\/form-data\s*;/i.test(type)
    ? await partOf(bytes, type)
    : new TextDecoder().decode(bytes)
  if (text.trim() !== '' && !/^(?:multipart\/form-data\s*;|application\/json\s*(?:;|$))/i.test(type))
    refuse(415, HOW)
  const object = text.trim() === '' ? '{}' : objectOf(text)
  const headers = new Headers(req.headers)
  headers.set('content-type', 'application/json')
  headers.set('content-length', String(Buffer.byteLength(object)))
  const settled = {
    headers,
    body: object,
    text: () => Promise.resolve(object),
    json: () => Promise.resolve(JSON.parse(object) as unknown),
  }
  // A request inherits these as getters; own properties override them.
  for (const [name, value] of Object.entries(settled))
    Object.defineProperty(req, name, { value, configurable: true, writable: true })
}
