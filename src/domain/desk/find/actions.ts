import { mayAdminister, mayEdit, mayReview, type Actor } from '../actors.ts'
import { termsOf } from './words.ts'

/** Something to do, or a page to open, that the search offers. */
export interface FindAction {
  id: string
  words: string
  /** Below the root of the admin. */
  path: string
}

interface Offered extends FindAction {
  /** Other words by which people ask for it. */
  also: string
  may: (actor: Pick<Actor, 'roles'>) => boolean
}

const anybody = (): boolean => true

const creating = (noun: string, collection: string, may = mayEdit): Offered => ({
  id: `new-${collection}`,
  words: `New ${noun}`,
  path: `/collections/${collection}/create`,
  also: 'create add make',
  may,
})

const listing = (words: string, collection: string, also = '', may: Offered['may'] = anybody): Offered => ({
  id: `list-${collection}`,
  words,
  path: `/collections/${collection}`,
  also: `list all ${also}`,
  may,
})

const page = (
  id: string,
  words: string,
  path: string,
  also: string,
  may: Offered['may'] = anybody,
): Offered => ({
  id,
  words,
  path,
  also,
  may,
})

const ACTIONS: readonly Offered[] = [
  page('reviews', 'Review queue', '/#reviews', 'approve waiting', mayReview),
  creating('offence', 'offences'),
  creating('channel', 'channels'),
  creating('route', 'routes'),
  creating('ladder', 'ladders'),
  creating('essential', 'essentials'),
  creating('profile', 'profiles'),
  creating('body', 'bodies'),
  creating('instrument', 'instruments'),
  creating('source', 'sources'),
  creating('law change', 'law-changes'),
  creating('jurisdiction', 'jurisdictions', mayAdminister),
  creating('account', 'users', mayAdminister),
  page('board', 'The desk', '/', 'home start tasks board dashboard'),
  page('exchange', 'Import and export', '/exchange', 'csv sheet upload download files', anybody),
  page('watch', 'Watch', '/watch', 'links sources flags quotes reports'),
  page('mailing', 'Mail to subscribers', '/mailing', 'digest subscribers', anybody),
  page(
    'publish',
    'Publish now: the state of the site',
    '/#board-site',
    'push release roll back hold',
    mayReview,
  ),
  page('calendar', 'Calendar', '/calendar', 'due days dates ics tasks'),
  page('system', 'System', '/system', 'record rows events heads editions work', mayAdminister),
  page('site', 'Words of the site', '/globals/site', 'brand strapline disclaimer footer'),
  page('account', 'Your account', '/account', 'password second factor sign out sessions profile'),
  listing('Offences', 'offences'),
  listing('Channels', 'channels'),
  listing('Routes', 'routes'),
  listing('Ladders', 'ladders'),
  listing('Essentials', 'essentials'),
  listing('Profiles', 'profiles'),
  listing('Bodies', 'bodies', 'police regulators numbers'),
  listing('Instruments', 'instruments', 'acts laws statutes'),
  listing('Sources', 'sources', 'links citations'),
  listing('Law changes', 'law-changes', 'commencement amendment repeal'),
  listing('Jurisdictions', 'jurisdictions', 'places countries guides'),
  listing('Accounts', 'users', 'people staff users roles', mayAdminister),
]

/** Actions shown before anything is typed. */
const FIRST = new Set(['reviews', 'new-offences', 'exchange', 'watch', 'board'])

const MOST = 6

const told = ({ id, words, path }: Offered): FindAction => ({ id, words, path })

/** True if every word of a text begins one of these. */
export function isNamed(words: string, text: string): boolean {
  const has = termsOf(words)
  return termsOf(text).every((each) => has.some((word) => word.startsWith(each)))
}

/** What a person may do that fits these words: every word begins one of its own. Without words, the usual. */
export function actionsFor(text: string, actor: Pick<Actor, 'roles'>): FindAction[] {
  const mine = ACTIONS.filter(({ may }) => may(actor))
  if (termsOf(text).length === 0) return mine.filter(({ id }) => FIRST.has(id)).map(told)
  const named = mine.filter(({ words }) => isNamed(words, text))
  const others = mine.filter((each) => !named.includes(each) && isNamed(`${each.words} ${each.also}`, text))
  return [...named, ...others].slice(0, MOST).map(told)
}
