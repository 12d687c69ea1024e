/** What happens to accounts of the staff. A name never changes its meaning. */
export const ACCOUNT_ACTIONS = {
  made: 'Made',
  removed: 'Removed',
  changed: 'Changed',
  'roles-asked': 'Roles asked for',
  'roles-confirmed': 'Roles confirmed',
  'roles-declined': 'Roles declined',
  password: 'Given a new password by command',
  locked: 'Locked',
  unlocked: 'Unlocked',
} as const
export type AccountAction = keyof typeof ACCOUNT_ACTIONS

/** Name of the one chain in which all of it is kept. */
export const ACCOUNTS = 'accounts'
