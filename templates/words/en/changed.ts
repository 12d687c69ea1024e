import type { Kind } from '#domain/keys.ts'
import type { Values } from '../values.ts'

/** What a field, or a part of one, is called: above what it says, and within a sentence. */
interface Name {
  label: string
  /** Stands before “of Police Scotland” or “changed”. */
  noun: string
}

const name = (label: string, noun: string): Name => ({ label, noun })

const COMMON: Record<string, Name> = {
  instruments: name('Law it rests on', 'the legal basis'),
  citations: name('Sources', 'the sources'),
  confidence: name('How sure we are', 'the confidence level'),
  'confidence.level': name('How sure we are', 'the confidence level'),
  'confidence.note': name('Why we are not surer', 'the note on confidence'),
}

/** Fields by kind of entry; a part is called `field.part`. */
const FIELDS: Record<Kind, Record<string, Name>> = {
  profile: {
    emergency: name('Emergency numbers', 'the emergency numbers'),
    'emergency.contacts': name('Emergency numbers', 'the emergency numbers'),
    'emergency.useWhen': name('When to call', 'when to call the emergency number'),
    'emergency.say': name('What to say in an emergency', 'what to say in an emergency'),
    'emergency.note': name('Note on emergency numbers', 'the note on emergency numbers'),
    doxxing: name('The law on doxxing', 'the law on doxxing'),
    'doxxing.status': name('Is doxxing an offence?', 'the status of doxxing'),
    'doxxing.text': name('The law on doxxing', 'the law on doxxing'),
    'doxxing.say': name('What to say about doxxing', 'what to say about doxxing'),
    recording: name('Recording calls', 'the rule on recording calls'),
    'recording.rule': name('Who must agree to a recording', 'the rule on recording calls'),
    'recording.text': name('Recording calls', 'the rule on recording calls'),
    budapest: name('Budapest Convention', 'its part in the Budapest Convention'),
    ownOffences: name('Offences of its own', 'the number of its own offences'),
  },
  channel: {
    title: name('Name', 'the name'),
    body: name('Run by', 'the operator'),
    role: name('What it does with a report', 'the role'),
    reach: name('Who can use it', 'the reach'),
    does: name('What it does', 'the description'),
    ask: name('What to ask for', 'the reference to ask for'),
    instead: name('What to use instead', 'the alternative'),
    url: name('Address', 'the web address'),
    contacts: name('Numbers and addresses', 'the contact details'),
  },
  offence: {
    title: name('Name', 'the name'),
    reportAs: name('Report it as', 'the words to report it by'),
    say: name('What to say', 'the words to say'),
    situations: name('What is happening', 'the examples'),
    standing: name('Is it in force?', 'the legal status'),
    penalty: name('Maximum penalty', 'the maximum penalty'),
    timeLimit: name('Time limit', 'the time limit'),
    covers: name('What it covers', 'the description'),
    section: name('Section of the law', 'the section of the law'),
    classification: name('Kind of case', 'the kind of case'),
    'classification.nature': name('Criminal or civil', 'the kind of case'),
    'classification.classification': name('How it is dealt with', 'the way it is dealt with'),
    elements: name('Key elements', 'the key elements'),
    'elements.elements': name('Key elements', 'the key elements'),
    'elements.note': name('Note on the key elements', 'the note on the key elements'),
    related: name('See also', 'the list of related offences'),
    officialSource: name('Official source', 'the official source'),
  },
  route: {
    lever: name('Fastest lever', 'the fastest lever for a case there'),
    mechanism: name('How your case gets there', 'how a case gets there'),
    caveat: name('Know this first', 'what to know first about a case there'),
    contacts: name('Numbers and addresses', 'the contact details for a case there'),
    links: name('Links', 'the links for a case there'),
  },
  ladder: {
    rows: name('Order of the steps', 'the order of the steps'),
  },
  essential: {
    title: name('Title', 'the title'),
    slug: name('Address of the page', 'the address of the page'),
    summary: name('Summary', 'the summary'),
    rows: name('Order of the sections', 'the order of the sections'),
  },
}

/** Parts of a step or a section, which stand below its own name. */
const ROW_PARTS: Record<string, string> = {
  title: 'name',
  text: 'what to do',
  contacts: 'numbers and addresses',
  links: 'links',
  heading: 'heading',
  body: 'text',
  note: 'the confidence level',
}

type Row = Values<'title'>

/** What changed, in words: names of fields and titles of changes. */
export const changed = {
  fields: Object.fromEntries(
    Object.entries(FIELDS).map(([kind, names]) => [kind, { ...names, ...COMMON }]),
  ) as Record<Kind, Record<string, Name>>,
  rowParts: ROW_PARTS,
  /** A part of a step or a section: “Report it: numbers and addresses”. */
  partOfRow: ({ title, part }: Values<'title' | 'part'>) => `${title}: ${part}`,
  /** A step or a section within a sentence. */
  step: ({ title }: Row) => `step “${title}”`,
  section: ({ title }: Row) => `the section “${title}”`,
  /** A sentence about a part names its entry. */
  ofEntry: ({ parts, title }: Values<'parts' | 'title'>) => `${parts} of “${title}”`,
  named: ({ title, words }: Values<'title' | 'words'>) => `${title}: ${words}`,
  titleIn: ({ title, place }: Values<'title' | 'place'>) => `${title} in ${place}`,
  changed: ({ parts }: Values<'parts'>) => `${parts} changed`,
  added: ({ parts }: Values<'parts'>) => `${parts} added`,
  removed: ({ parts }: Values<'parts'>) => `${parts} removed`,
  /** Where more changed than a title can name. */
  andOthers: ({ part }: Values<'part'>) => `${part} and other things`,
  entryChanged: ({ title }: Values<'title'>) => `${title} changed`,
  at: ({ place, words }: Values<'place' | 'words'>) => `${place}: ${words}`,
  newIn: ({ place, title }: Values<'place' | 'title'>) => `New in ${place}: ${title}`,
  isNew: ({ title }: Values<'title'>) => `New: ${title}`,
  withdrawnIn: ({ place, title }: Values<'place' | 'title'>) => `Withdrawn in ${place}: ${title}`,
  isWithdrawn: ({ title }: Values<'title'>) => `Withdrawn: ${title}`,
  everyGuide: 'every guide',
} as const
