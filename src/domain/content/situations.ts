/**
 * What happens to a person, in groups by their usual names. A guide opens with the situations of its offences,
 * in this order: what can hurt a person first.
 */
export const SITUATION_GROUPS = {
  threats: 'Threats',
  following: 'Being followed or spied on',
  contact: 'Unwanted contact',
  abuse: 'Insults and abuse',
  images: 'Private images',
  demands: 'Money or something else demanded',
  details: 'Address or private details posted',
  identity: 'Name or account misused',
  lies: 'Lies about me',
  unknown: 'I do not know who it is',
} as const
export type SituationGroup = keyof typeof SITUATION_GROUPS

/** What an offence looks like, in the words of the person it happens to: “They posted my address”. */
export interface SituationRow {
  key: string
  group: SituationGroup
  text: string
}

/** A page carries no more of one offence. */
export const MOST_SITUATIONS = 12
