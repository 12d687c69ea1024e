/** Usual searches of the desk: by words, with a slip, by section, Act, number and sentence. */
export const SEARCHES = [
  'stalking scotland',
  'stlaking',
  's 127(3)',
  'criminal justice act',
  '0300 123',
  'penalty prison',
]
