import { isolated } from './direction.ts'
import type { Written } from './language.ts'

/** The reviewed words and settings of the whole site, and its language. */
export interface Site extends Written {
  brand: string
  strapline: string
  /** True while the content is sample content: every page says so and is excluded from search engines. */
  sample: boolean
  sampleNotice: string
  disclaimer: string
  correctionsEmail: string | null
  /** Where “leave this site” leads: a neutral third-party page. */
  exitUrl: string
  exitLabel: string
  guide: GuideWords
  /** The closing sentence of every route. */
  routeClosing: string
  about: string
  elsewhere: string
}

/** Headings and fixed paragraphs of a guide; `{place}` stands for the jurisdiction mid-sentence. */
export interface GuideWords {
  title: string
  intro: string
  emergencyHeading: string
  emergencyAfter: string
  recordHeading: string
  recordIntro: string
  nationalHeading: string
  nationalIntro: string
  offencesHeading: string
  offencesIntro: string
  doxxingHeading: string
  recordingHeading: string
  sectionsHeading: string
  sectionsIntro: string
  crossBorderHeading: string
  crossBorderIntro: string
  ladderHeading: string
  ladderIntro: string
  essentialsHeading: string
  essentialsIntro: string
}

/** A fixed sentence with the place inserted. */
export const inPlace = (words: string, inSentence: string): string =>
  words.replaceAll('{place}', () => isolated(inSentence))
