import type { RecordingRule } from '#domain/content/channels.ts'
import { numbersIn } from './contacts.ts'
import type { Draft } from './draft.ts'
import type { Line } from './lines.ts'

export interface ProfileLines {
  emergency: readonly Line[]
  doxxing: readonly Line[]
  recording: readonly Line[]
}

const textOf = (lines: readonly Line[]): string => lines.map(({ text }) => text).join('\n')

/** A link to a source whose address the text of a page does not say. */
const BARE_SOURCE = /^Source\s*↗$/

const CALLED = /\bCall\s+([\d ]{3,})\s+now\b/i

export function ruleOf(text: string): RecordingRule | null {
  const rules: [RegExp, RecordingRule][] = [
    [/\bvar(ies|y) by\b/i, 'varies'],
    [/\bone[- ]party\b/i, 'one-party'],
    [/\ball[- ]party\b|\btwo[- ]party\b/i, 'all-party'],
  ]
  const found = rules.map(([cue, rule]) => ({ rule, at: text.search(cue) })).filter(({ at }) => at >= 0)
  return found.sort((a, b) => a.at - b.at)[0]?.rule ?? null
}

/** What a guide says of its place as a whole. */
export function readProfile(lines: ProfileLines, draft: Draft): void {
  const { place } = draft.page
  const [urgent, ...told] = lines.emergency
  const called = CALLED.exec(urgent?.text ?? '')?.[1]?.replace(/\s/g, '')
  if (urgent && !called) draft.leave(urgent, 'No emergency number was found here.')
  const others = numbersIn(textOf(told), place.iso)
  const first = others.filter(({ value, kind }) => value === called && kind === 'phone')
  const contacts = called
    ? [
        first[0] ?? { key: `phone-${called}`, kind: 'phone', value: called, printed: called },
        ...others.filter(({ value }) => value !== called),
      ]
    : others
  const recording = lines.recording.filter(({ text }) => !BARE_SOURCE.test(text))
  const bare = lines.recording.some(({ text }) => BARE_SOURCE.test(text))
  const rule = ruleOf(textOf(recording))
  if (recording[0] && !rule) draft.leave(recording[0], 'Which rule on recording this is was not found.')
  const start = lines.emergency[0] ?? lines.doxxing[0] ?? lines.recording[0]
  if (!start) return
  const doxxing = textOf(lines.doxxing)
  draft.add('profiles', start.n, {
    key: `${place.slug}/profile`,
    emergency: contacts.length > 0 ? { contacts, note: textOf(told) || undefined } : undefined,
    doxxing: doxxing
      ? {
          status: /\bno\b[^.]{0,20}\bstandalone\b|\bno specific\b/i.test(doxxing) ? 'none' : 'standalone',
          text: doxxing,
        }
      : undefined,
    recording: rule ? { rule, text: textOf(recording) } : undefined,
    editorNote: bare
      ? 'The page links a source for the rule on recording; its text does not say which.'
      : undefined,
  })
}

const SECTION = /^(.+?) \((\p{Lu}{2,4})\)\s*·\s*(\d+) offence\(s\)\s*·\s*Recording:\s*(.+)$/u

/** States and territories: one line each, with the number of their offences and their rule on recording. */
export function readSections(lines: readonly Line[], draft: Draft): void {
  for (const line of lines) {
    const [, name = '', , count = '', recording = ''] = SECTION.exec(line.text) ?? []
    const place = draft.placeNamed(name)
    const rule = ruleOf(recording)
    if (name === '')
      draft.leave(
        line,
        'This is no line of a state or territory, with its offences and its rule on recording.',
      )
    else if (!place)
      draft.leave(line, `There is no jurisdiction “${name}”: make it first, then import the page again.`)
    else
      draft.add('profiles', line.n, {
        key: `${place.slug}/profile`,
        ownOffences: Number(count),
        recording: rule ? { rule, text: recording } : undefined,
      })
  }
}
