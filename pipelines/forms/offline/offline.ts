import type { Form } from '../form.ts'
import { markupText } from '../markup.ts'

const encoder = new TextEncoder()

/** One page that needs nothing but itself: its style is inside, and it has no script. */
export const offlineForm: Form = {
  form: 'offline',
  make: (_subject, whole) => encoder.encode(`<!doctype html>\n${markupText(whole().page, 'html')}\n`),
}
