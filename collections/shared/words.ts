/** Words of Payload that ours replace: a date is named alike in a form, a list and its filters. */
export const words = {
  en: {
    general: {
      createdAt: 'Created',
      dashboard: 'The desk',
      lastModified: 'Last modified',
      updatedAt: 'Last modified',
      noLabel: '–',
      or: 'or',
      adminTheme: 'Light or dark',
      payloadSettings: 'How the desk looks to you',
      resetPreferences: 'Forget how I use lists and forms',
      resetPreferencesDescription:
        'Columns, filters and what is folded are as at first again. The link of your calendar ends, too: make a new one under Calendar.',
      true: 'Yes',
      false: 'No',
    },
    // Of numbers and of days alike.
    operators: {
      exists: 'is filled in',
      isGreaterThan: 'is later or more than',
      isGreaterThanOrEqualTo: 'is from',
      isLessThan: 'is earlier or less than',
      isLessThanOrEqualTo: 'is up to',
    },
  },
}
