interface Rule {
  pattern: RegExp
  /** The line that it begins with. */
  path: string
  headers: [name: string, value: string][]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A path of a rule: `*` is anything, `:name` one segment. */
const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/(\*|:\w+)/)
      .map((part) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : escaped(part)))
      .join('')}$`,
  )

/**
 * A `_headers` file as Netlify and Cloudflare document it: a line with a path, and indented headers below it.
 * @throws {Error} naming a line that is neither.
 */
export function parsedHeaders(text: string): Rule[] {
  const rules: Rule[] = []
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s+([\w-]+): (\S.*)$/.exec(line) ?? []
    if (/^\/\S*$/.test(line)) rules.push({ path: line, pattern: patternOf(line), headers: [] })
    else if (name && value && rules.length > 0) rules.at(-1)?.headers.push([name.toLowerCase(), value])
    else if (line !== '') throw new Error(`This is neither a path nor a header: ${line}`)
  }
  return rules
}

/** The types that hosts give files by their extension. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  html: 'text/html;charset=utf-8',
  txt: 'text/plain;charset=utf-8',
  json: 'application/json',
  xml: 'text/xml',
  pdf: 'application/pdf',
  epub: 'application/epub+zip',
  ico: 'image/x-icon',
}

const typeAtHost = (file: string): string =>
  BY_EXTENSION[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream'

/** Headers of the answer to a path, by the rules; those that several rules name are joined, as hosts do. */
export function headersAtHost(rules: readonly Rule[], path: string, file: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { pattern, headers } of rules)
    if (pattern.test(path))
      for (const [name, value] of headers) found[name] = name in found ? `${found[name]}, ${value}` : value
  return { 'content-type': typeAtHost(file), ...found }
}
