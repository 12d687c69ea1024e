import type { GuideView } from '#templates/views/guide.ts'
import { catalogue } from '#templates/words/index.ts'

/** A line of the contents: the block it leads to. */
interface Line {
  id: string
  label: string
}

/** A chapter of a print. The steps of the guide have a number; the list of sources is no step. */
export interface Chapter extends Line {
  number: number | null
  entries: Line[]
}

const titled = (entries: readonly { id: string; title: string }[]): Line[] =>
  entries.map(({ id, title }) => ({ id, label: title }))

/** The chapters that a guide has, in order. */
export function chaptersOf(view: GuideView): Chapter[] {
  const { words } = view
  const all: [there: boolean, id: string, label: string, entries?: Line[]][] = [
    [view.record.length > 0, 'record', words.record.heading, titled(view.record)],
    [view.national.length > 0, 'national', words.national.heading, titled(view.national)],
    [view.offences.length > 0, 'offences', words.offences.heading, titled(view.offences)],
    [view.doxxing !== null, 'doxxing', words.doxxing.heading],
    [view.recording !== null, 'recording', words.recording.heading],
    [view.sections.length > 0, 'sections', words.sections.heading],
    [
      view.routes.length > 0,
      'abroad',
      words.crossBorder.heading,
      view.routes.map(({ id, inSentence }) => ({
        id,
        label: catalogue.guide.personIn({ place: inSentence }),
      })),
    ],
    [view.ladder !== null, 'ladder', words.ladder.heading],
    [view.essays.length > 0, 'essentials', words.essentials.heading, titled(view.essays)],
    [true, 'sources', catalogue.guide.sources],
  ]
  return all
    .filter(([there]) => there)
    .map(([, id, label, entries = []], index) => ({
      id,
      label,
      entries,
      number: id === 'sources' ? null : index + 1,
    }))
}
