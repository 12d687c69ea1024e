import type { LegalDate } from '../dates.ts'

/** The watch's verdict on an address after one check. */
export const LINK_VERDICTS = {
  fine: 'Fine',
  moved: 'Moved',
  refused: 'Refused to us',
  caution: 'Caution',
  missing: 'Missing',
  gone: 'Gone',
  'cannot-tell': 'Cannot tell',
} as const
export type LinkVerdict = keyof typeof LINK_VERDICTS

interface Reason {
  verdict: LinkVerdict
  /** What was seen, worded for an editor. */
  sentence: string
  /** What to do about it; null if there is nothing to do. */
  fix: string | null
}

const LOOK = 'Open it in a browser. If it is there, there is nothing to do; if not, find the page anew.'
const FIND = 'Find the page anew, or cite the archived copy.'
const WAIT = 'Nothing yet: it is asked again. If it stays so for days, open it in a browser.'
const OWNER = 'Open it in a browser. If you get a warning too, find another source or cite the archived copy.'

/** Reasons for a verdict, each with a sentence and a fix. */
export const LINK_REASONS = {
  answers: { verdict: 'fine', sentence: 'The page answers.', fix: null },
  'site-answers': { verdict: 'fine', sentence: 'The site answers.', fix: null },
  'elsewhere-for-now': {
    verdict: 'fine',
    sentence: 'The page answers, for the time being at another address.',
    fix: null,
  },
  'moved-for-good': {
    verdict: 'moved',
    sentence: 'The site says that the page has moved for good.',
    fix: 'Open the new address, compare it with the quoted words, and use it in the source.',
  },
  'moved-to-https': {
    verdict: 'moved',
    sentence: 'The same address answers, encrypted, under https.',
    fix: 'Write https:// instead of http:// in the source.',
  },
  'site-moved': {
    verdict: 'moved',
    sentence: 'The site has moved to another name.',
    fix: 'Open the new site, make sure that it is the same publisher, and use its address.',
  },
  'asks-to-sign-in': {
    verdict: 'refused',
    sentence: 'The page asks for a name and password.',
    fix: 'Readers cannot open it either: cite a page that is open to all, or the archived copy.',
  },
  'asks-to-pay': {
    verdict: 'refused',
    sentence: 'The page asks for a payment.',
    fix: 'Readers cannot open it either: cite a page that is open to all, or the archived copy.',
  },
  forbidden: { verdict: 'refused', sentence: 'The site answers, but refuses this page to us.', fix: LOOK },
  'bot-wall': {
    verdict: 'refused',
    sentence: 'The site lets only browsers in, and keeps our check out.',
    fix: LOOK,
  },
  'withheld-by-law': {
    verdict: 'refused',
    sentence: 'The page is withheld for legal reasons, at least where we ask from.',
    fix: 'Find out whether readers can open it; if not, cite another source or the archived copy.',
  },
  'goes-in-circles': {
    verdict: 'refused',
    sentence: 'The site sends our check in a circle, as sites do that let only browsers in.',
    fix: LOOK,
  },
  'too-many-redirects': {
    verdict: 'refused',
    sentence: 'The site sends our check on and on, further than it follows.',
    fix: 'Open it in a browser. If it is there, use the address at which it ends; if not, find the page anew.',
  },
  slow: {
    verdict: 'caution',
    sentence: 'The page answers, but takes longer than a reader in a hurry will wait.',
    fix: 'Nothing yet. If it stays so, look for the same text on a faster site.',
  },
  'many-hops': {
    verdict: 'caution',
    sentence: 'The page answers only after many redirects, any of which may break.',
    fix: 'Open it, and use the address at which it ends.',
  },
  'certificate-ends': {
    verdict: 'caution',
    sentence: 'The certificate of the site ends within three weeks; after that browsers warn readers away.',
    fix: 'Nothing yet: most sites renew in time. Look again in a week.',
  },
  'certificate-ended': {
    verdict: 'caution',
    sentence: 'The certificate of the site has ended: browsers warn readers away.',
    fix: OWNER,
  },
  'certificate-not-yet': {
    verdict: 'caution',
    sentence: 'The certificate of the site is not good yet: browsers warn readers away.',
    fix: OWNER,
  },
  'certificate-of-another': {
    verdict: 'caution',
    sentence: 'The certificate is for another name than this site: browsers warn readers away.',
    fix: OWNER,
  },
  'certificate-unknown': {
    verdict: 'caution',
    sentence:
      'Nobody whom browsers trust vouches for the certificate of the site: they may warn readers away.',
    fix: OWNER,
  },
  'no-encryption': {
    verdict: 'caution',
    sentence: 'No encrypted connection to the site could be made.',
    fix: OWNER,
  },
  'not-found': { verdict: 'missing', sentence: 'The site says that there is no such page.', fix: FIND },
  'not-found-in-words': {
    verdict: 'missing',
    sentence: 'A page comes, but it is the one that this site shows for pages that do not exist.',
    fix: FIND,
  },
  'front-page': {
    verdict: 'missing',
    sentence: 'The address now leads to the front page of the site: the page itself is not there.',
    fix: FIND,
  },
  'where-all-lead': {
    verdict: 'missing',
    sentence: 'The address leads to the page to which this site sends every address that it does not know.',
    fix: FIND,
  },
  'no-such-site': {
    verdict: 'missing',
    sentence: 'There is no site of this name.',
    fix: 'Check how the address is written. If it is right, the site is gone: cite another source or the archived copy.',
  },
  gone: {
    verdict: 'gone',
    sentence: 'The site says that the page was removed for good.',
    fix: 'Check whether the law or service itself has changed. Then cite another source or the archived copy.',
  },
  'same-page-for-all': {
    verdict: 'cannot-tell',
    sentence: 'The site answers every address with the same page, which fills itself in a browser.',
    fix: LOOK,
  },
  'empty-answer': { verdict: 'cannot-tell', sentence: 'The site answers without a page.', fix: LOOK },
  'odd-answer': {
    verdict: 'cannot-tell',
    sentence: 'The site answers something that is no page and no refusal.',
    fix: LOOK,
  },
  'not-understood': {
    verdict: 'cannot-tell',
    sentence: 'The site does not take our question as it is put.',
    fix: LOOK,
  },
  busy: { verdict: 'cannot-tell', sentence: 'The site is busy and asks us to come later.', fix: WAIT },
  'site-trouble': { verdict: 'cannot-tell', sentence: 'The site has trouble of its own.', fix: WAIT },
  'no-answer-in-time': { verdict: 'cannot-tell', sentence: 'No whole answer came in time.', fix: WAIT },
  'no-connection': {
    verdict: 'cannot-tell',
    sentence: 'No connection to the site could be made.',
    fix: WAIT,
  },
  'broke-off': {
    verdict: 'cannot-tell',
    sentence: 'The site broke off before its answer was whole.',
    fix: WAIT,
  },
  'name-trouble': {
    verdict: 'cannot-tell',
    sentence: 'The name of the site could not be looked up.',
    fix: WAIT,
  },
  'not-readable': {
    verdict: 'cannot-tell',
    sentence: 'What the site sends breaks the rules of the web, or cannot be unpacked.',
    fix: LOOK,
  },
  'leads-inside': {
    verdict: 'cannot-tell',
    sentence: 'The address leads into a private network, which we do not ask.',
    fix: 'Readers cannot open it: check how the address is written, or cite another source.',
  },
  'leads-off-the-web': {
    verdict: 'cannot-tell',
    sentence: 'The address leads to something that is no page of the web.',
    fix: 'Open it with care, and cite a page of the web instead.',
  },
} as const satisfies Record<string, Reason>
export type LinkReason = keyof typeof LINK_REASONS

/** One check of an address. */
export interface LinkCheck {
  /** The requested address. */
  url: string
  verdict: LinkVerdict
  because: LinkReason
  /** Status of the last response; null if there was none. */
  status: number | null
  /** Where a chain of only permanent redirects leads; null if there is none. */
  movedTo: string | null
  /** Number of redirects followed. */
  hops: number
  milliseconds: number
  /** Last day on which the site's certificate is valid; null without one. */
  certificateEndsOn: LegalDate | null
  /** Validators of the response, for a conditional request next time. */
  etag: string | null
  lastModified: string | null
  /** ISO 8601. */
  at: string
}
