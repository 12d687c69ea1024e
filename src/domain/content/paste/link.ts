import { goalOf } from '../link-problem.ts'
import type { PasteNotices } from './notices.ts'
import { wordsOf, type PastedElement } from './tree.ts'

/**
 * Where a pasted link leads: through no service that notes who follows it. An address that cannot be printed is kept:
 * the editor marks it where it stands, and the save is refused until somebody decides. Null for what is no link.
 */
export function addressOf(element: PastedElement, notices: PasteNotices): string | null {
  const words = wordsOf(element.children).trim()
  const address = (element.attributes.href ?? '').replace(/[\u0000-\u0020\u007f]+/g, ' ').trim()
  if (address === '' || words === '') return null
  if (address.startsWith('#')) {
    notices.add('A link inside the page that was copied was left out, its words were kept', words)
    return null
  }
  const { through, goal } = goalOf(address)
  if (through !== null) notices.add(`A link through ${through} now leads straight to its page`, goal)
  else if (goal !== address) notices.add('What only tracks was taken off a link', words)
  return goal
}
