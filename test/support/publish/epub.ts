import { strFromU8, unzipSync } from 'fflate'

/** The files of a book, by path. */
export function readEpub(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([path, file]) => [path, strFromU8(file)]))
}

/**
 * Reads markup as strictly as XML asks, for what a serializer can get wrong.
 * @throws {Error} where it is not well-formed.
 */
export function checkXml(xml: string): void {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.test(xml))
    throw new Error('A forbidden character')
  const open: string[] = []
  let at = 0
  const tag =
    /<\?xml [^?<>]*\?>|<!DOCTYPE html>|<(\/?)([a-zA-Z][\w:.-]*)((?: [a-zA-Z][\w:.-]*="[^"<]*")*)(\/?)>/gy
  while (at < xml.length) {
    const next = xml.indexOf('<', at)
    const text = xml.slice(at, next === -1 ? undefined : next)
    checkText(text)
    if (next === -1) break
    tag.lastIndex = next
    const found = tag.exec(xml)
    if (!found) throw new Error(`Not a tag: ${xml.slice(next, next + 60)}`)
    const [whole, close, name, attributes = '', empty] = found
    checkText(attributes)
    const names = [...attributes.matchAll(/ ([\w:.-]+)="[^"]*"/g)].map(([, each]) => each)
    if (new Set(names).size < names.length) throw new Error(`An attribute stands twice: ${whole}`)
    if (name !== undefined && close === '/' && open.pop() !== name)
      throw new Error(`</${name}> closes nothing`)
    if (name !== undefined && close === '' && empty === '') open.push(name)
    at = next + whole.length
  }
  if (open.length > 0) throw new Error(`Not closed: ${open.join(' ')}`)
}

function checkText(text: string): void {
  if (text.includes(']]>')) throw new Error('“]]>” in text')
  for (const [reference] of text.matchAll(/&[^;\s]*;?/g))
    if (!/^&(?:amp|lt|gt|quot|apos|#\d+);$/.test(reference))
      throw new Error(`Not an XML reference: ${reference}`)
}
