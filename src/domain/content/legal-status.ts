/** The legal status of an offence or a provision, with the label readers see. */
export const LEGAL_STATUSES = {
  'in-force': 'In force',
  'in-force-in-part': 'In force in part',
  'civil-only': 'Civil only',
  abolished: 'Abolished',
  'not-extending': 'Does not apply here',
  'not-in-force': 'Enacted, not in force',
  unenforceable: 'Unenforceable',
  'no-standalone-offence': 'No standalone offence',
} as const
export type LegalStatus = keyof typeof LEGAL_STATUSES

/** True if the law applies, wholly or in part: section and maximum penalty must then be stated. */
export const isInForce = (legalStatus: LegalStatus | null): boolean =>
  legalStatus === 'in-force' || legalStatus === 'in-force-in-part'

export const NATURES = {
  criminal: 'Criminal',
  civil: 'Civil',
  regulatory: 'Regulatory',
  mixed: 'Mixed',
} as const
export type Nature = keyof typeof NATURES

/** The relation of a provision to an entry that depends on it. */
export const RELATIONS = {
  creates: 'Creates it',
  penalty: 'Sets the penalty',
  procedure: 'Sets the procedure',
  alternative: 'An alternative charge or remedy',
  abolishes: 'Abolishes it',
  'not-extending': 'Does not extend here',
} as const
export type Relation = keyof typeof RELATIONS

export const CONFIDENCES = { high: 'High', medium: 'Medium', low: 'Low' } as const
export type Confidence = keyof typeof CONFIDENCES
