/** Where in a guide a channel is printed. */
export const STAGES = { record: 'Start the paper trail', national: 'National bodies' } as const
export type Stage = keyof typeof STAGES

/** What the body behind a channel does with a report, with the label readers see. */
export const ROLES = {
  'police-intake': 'Takes police reports',
  'national-intake': 'Takes reports nationally',
  investigator: 'Investigates',
  regulator: 'Regulator',
  coordination: 'Coordinates',
  signposting: 'Signposts',
  'tip-off': 'Takes tip-offs',
  'not-here': 'Not for this place',
} as const
export type ChannelRole = keyof typeof ROLES

/** Who can use a channel. */
export const REACHES = {
  public: 'Open to the public',
  police: 'Reached through the police',
  none: 'Takes no reports',
} as const
export type Reach = keyof typeof REACHES

/** Rules on recording one's own calls. */
export const RECORDING_RULES = {
  'one-party': 'One-party consent',
  'all-party': 'All-party consent',
  varies: 'Varies by state or territory',
} as const
export type RecordingRule = keyof typeof RECORDING_RULES

/** Whether publishing someone's private details is an offence in its own right. */
export const DOXXING_STATUSES = {
  standalone: 'A standalone offence',
  none: 'No standalone offence',
} as const
export type DoxxingStatus = keyof typeof DOXXING_STATUSES

export const BUDAPEST = { party: 'Party', 'not-party': 'Not a party' } as const
export type Budapest = keyof typeof BUDAPEST
