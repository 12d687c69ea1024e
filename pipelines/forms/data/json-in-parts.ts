/** A member of an object: its name and value; or its name and the items of a list, each made when it is written. */
type Value = string | number | Readonly<Record<string, unknown>>
type Member = readonly [name: string, value: Value | (() => Iterable<object>)]

/** The items of a list, each made of another value when it is written. */
export const listOf = <T>(values: Iterable<T>, make: (value: T) => object) =>
  function* (): Generator<object> {
    for (const value of values) yield make(value)
  }

const indented = (value: object | Value, by: string): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`)

function* textsOf(members: readonly Member[]): Generator<string> {
  yield '{\n'
  for (const [index, [name, value]] of members.entries()) {
    yield `${index === 0 ? '' : ',\n'}  ${JSON.stringify(name)}: `
    if (typeof value !== 'function') {
      yield indented(value, '  ')
      continue
    }
    let isFirst = true
    for (const item of value()) {
      yield `${isFirst ? '[' : ','}\n    ${indented(item, '    ')}`
      isFirst = false
    }
    yield isFirst ? '[]' : '\n  ]'
  }
  yield '\n}\n'
}

/**
 * An object as a file of JSON, to the same bytes as if it were written at once. Of long lists only one item is in memory as an
 * object and as text.
 */
export function jsonInParts(members: readonly Member[]): Uint8Array {
  const encoder = new TextEncoder()
  return Buffer.concat(Array.from(textsOf(members), (text) => encoder.encode(text)))
}
