/** Words of Payload that ours replace: a date is named alike in a form, a list and its filters. */
export const words = {
  en: {
    general: {
      createdAt: 'Created',
      lastModified: 'Last modified',
      updatedAt: 'Last modified',
      noLabel: '–',
      or: 'or',
    },
  },
}
