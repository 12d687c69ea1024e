/** A text of a record, under the name that its form gives it. */
export interface FindableText {
  label: string
  text: string
}

/** A record as a search sees it. */
export interface Findable {
  /** Collection and id: `offences/12`. */
  id: string
  collection: string
  record: string
  /** Key of the entry, whose head says where it stands; null for a record that is not reviewed. */
  entry: string | null
  /** What it is, in a word: `Offence`. */
  kind: string
  title: string
  /** The name of its place. */
  place: string | null
  /** Names of the Acts and bodies that it rests on or names. */
  names: readonly string[]
  texts: readonly FindableText[]
}
