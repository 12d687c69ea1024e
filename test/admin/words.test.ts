import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { CHANGE_KINDS, CHOSEN_KINDS } from '#domain/content/editions.ts'
import { FLAG_KINDS } from '#domain/desk/flags.ts'
import { printDayOf, printInstant } from '#admin/words.ts'

const guide = readFileSync('docs/editors.md', 'utf8')
const section = (title: string): string =>
  guide.split(/^## /m).find((each) => each.includes(title)) ?? expect.unreachable(`no section “${title}”`)

it('calls the kinds of change in the guide for editors what the form calls them', () => {
  const named = [...section('Mail to those who follow').matchAll(/^- \*\*(.+?)\*\*/gm)].map(
    ([, name]) => name,
  )
  const chosen = CHOSEN_KINDS.filter((kind) => kind !== 'change').map((kind) => CHANGE_KINDS[kind])
  expect(named.toSorted()).toEqual(chosen.toSorted())
})

it('calls what the watch says in the guide for editors what its cards call it', () => {
  const table = section('What the watch shows').match(/^\| [^|]+\|/gm) ?? []
  const named = table.slice(2).map((cell) => cell.slice(1, -1).trim())
  const cards: string[] = Object.values(FLAG_KINDS)
  expect(named.filter((name) => !cards.includes(name))).toEqual([
    'Law changes that registers record',
    'No register is read for …',
  ])
})

/** What screens are made of, with the words of Payload that stand there, too. */
const sources = (): string =>
  ['src/admin', 'src/domain', 'src/desk', 'collections', 'templates/words']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8')),
    )
    .concat(readFileSync('node_modules/@payloadcms/translations/dist/languages/en.js', 'utf8'))
    .join('\n')
    .replace(/\s+/g, ' ')
    .replaceAll('’', "'")

/** What the guide sets in italics, and is no word of a screen as it stands. */
const NO_WORDS_OF_SCREENS = [
  // Put together on the screen.
  'Where you are signed in',
  'Update 3 addresses',
  'Cite for all 3 that have no source',
  'Submit 14 entries for review',
  // Of a browser, and of an address.
  'Copy link to highlight',
  '…/section/39/7',
]

it('names what is on screens as the screens do', () => {
  const words = sources()
  const named = guide
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\s+/g, ' ')
    .replaceAll('’', "'")
    .matchAll(/(?<![\w/])_([^_]+)_(?!\w)/g)
  const unknown = [...named]
    .flatMap(([, term = '']) => term.split(' → '))
    .filter((term) => !words.includes(term.replace(/[…?.]$/, '')) && !NO_WORDS_OF_SCREENS.includes(term))
  expect(unknown).toEqual([])
})

afterEach(() => vi.unstubAllEnvs())

it.each([
  ['UTC', '21 November 2026', '21 November 2026, 22:30'],
  ['America/New_York', '21 November 2026', '21 November 2026, 17:30'],
  ['Pacific/Auckland', '22 November 2026', '22 November 2026, 11:30'],
])('names the day and time of an instant where somebody looks, in %s', (zone, day, instant) => {
  vi.stubEnv('TZ', zone)
  expect([printDayOf('2026-11-21T22:30:00Z'), printInstant('2026-11-21T22:30:00Z')]).toEqual([day, instant])
  expect(printDayOf('never')).toBe('')
})
