import { entry, withEntry, world, type World } from '../../fixtures/snapshot.ts'
import { worldWith } from './every-page.ts'

/** A word without a place to break it. */
export const LONG_WORD = 'abcdefghij'.repeat(30)

/** Hebrew and Arabic, with a number and a bracket at their ends, where neighbours would be drawn in. */
export const RIGHT_TO_LEFT = 'שלום (עולם) 123 مرحبا بالعالم (12)'

/** Letters with several marks, and letters of parts that have no character of their own. */
export const MARKS = 'x\u0301\u0302\u0308\u0303\u0323 Māori Việt e\u0301 हिन्दी'

const LONG_FIELD = 'Words and more words. '.repeat(455).trim()

/** The hard words of each text, in turn: every field meets each of them in one place or another. */
const HARD = [LONG_WORD, RIGHT_TO_LEFT, MARKS, '', '', `${RIGHT_TO_LEFT} ${LONG_WORD}`]

const offences = (from: World, count: number): World => ({
  ...from,
  live: [
    ...from.live.filter((each) => !('key' in each && each.key === 'testland/offence/insult')),
    ...Array.from({ length: count }, (_, index) =>
      entry('offence', {
        key: `testland/offence/number-${index}`,
        order: 30 + index,
        content: { title: `Offence ${index}`, situations: [] },
      }),
    ),
  ],
})

/** Adds hard words to texts, in turn. @param told is handed what each becomes. */
export function hardWords(told: (words: string) => void = () => undefined): (words: string) => string {
  let count = 0
  return (words) => {
    const hard = `${words} ${HARD[count % HARD.length] ?? ''}`.trim()
    count += 1
    told(hard)
    return hard
  }
}

/**
 * A guide with 80 offences, unless told otherwise: one of them of 60 elements and with a field of 10,000 characters,
 * and hard words in every field.
 * @returns it, with all its texts.
 */
export function crowdedGuide(count = 80): { from: World; texts: string[] } {
  const texts: string[] = []
  const big = withEntry<'offence'>(offences(world(), count - 1), 'testland/offence/stalking', (each) => ({
    ...each,
    content: {
      ...each.content,
      related: [],
      covers: LONG_FIELD,
      elements: Array.from({ length: 60 }, (_, index) => ({ key: `e-${index}`, text: `Element ${index}` })),
    },
  }))
  return {
    from: worldWith(
      hardWords((words) => texts.push(words)),
      big,
    ),
    texts,
  }
}

/** A guide with one offence of which nothing is known but its name, and of which nothing else is filled. */
export function sparseGuide(): World {
  const from = world()
  const bare = entry('offence', {
    key: 'testland/offence/bare',
    instruments: [],
    citations: [],
    content: {
      title: 'Bare',
      reportAs: null,
      situations: [],
      penalty: null,
      timeLimit: undefined,
      covers: null,
      section: null,
      nature: null,
      classification: null,
      elements: [],
      elementsNote: null,
      officialSource: null,
    },
  })
  const profile = entry('profile', {
    citations: [],
    content: {
      emergency: {
        contacts: [
          { key: 'line', kind: 'phone', value: '999', printed: '999', hours: null, note: null, body: null },
        ],
        useWhen: null,
        say: null,
        note: null,
      },
      doxxing: null,
      recording: null,
      budapest: null,
    },
  })
  return {
    ...from,
    jurisdictions: from.jurisdictions.filter(({ key }) => key === 'testland'),
    live: [profile, bare],
  }
}
