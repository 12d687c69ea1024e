import { changed } from './changed.ts'
import { changes } from './changes.ts'
import { copy } from './copy.ts'
import { describe } from './describe.ts'
import { entry } from './entry.ts'
import { expert } from './expert.ts'
import { former } from './former.ts'
import { forms } from './forms.ts'
import { guide } from './guide.ts'
import { labels } from './labels.ts'
import { mail } from './mail.ts'
import { page } from './page.ts'
import { print } from './print.ts'
import { report } from './report.ts'
import { search } from './search.ts'
import { staff } from './staff.ts'
import { manage } from './manage.ts'
import { subscribe } from './subscribe.ts'

/**
 * The English catalogue, by room. Text has typographic quotes and no markup: a template inserts it as it is, and
 * hands links and other elements in as values.
 */
export const en = {
  page,
  former,
  guide,
  search,
  entry,
  changes,
  copy,
  changed,
  forms,
  print,
  mail,
  subscribe,
  report,
  expert,
  manage,
  staff,
  labels,
  describe,
} as const
