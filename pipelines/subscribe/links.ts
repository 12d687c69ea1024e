import { paths } from '#domain/publish/paths.ts'
import { catalogue } from '#templates/words/index.ts'

export const HOME = { href: paths.index, label: catalogue.page.allGuides }
export const CHANGES = { href: paths.changes, label: catalogue.page.whatChanged }
export const SUBSCRIBE = { href: paths.subscribe, label: catalogue.subscribe.subscribe }
export const NEW_LINK = { href: '/subscribe/manage', label: catalogue.subscribe.newLink }
