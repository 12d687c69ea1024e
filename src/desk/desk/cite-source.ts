import { sourceKey } from '#domain/content/sources.ts'
import { mayEdit } from '#domain/desk/actors.ts'
import { asks, no } from '#domain/desk/decision.ts'
import type { NormalUrl } from '#domain/urls.ts'
import { createSource, readSourcesByKey } from '#store/content/sources.ts'
import { Refused, type Desk } from '../desk.ts'

/**
 * The source of a page: the one that is there, whatever its title, or a new one.
 * @throws {Refused} if the page is new and has no title: none is invented.
 */
export async function citeSource(
  { req, actor }: Desk,
  { url, title }: { url: NormalUrl; title: string },
): Promise<{ id: string; title: string; made: boolean }> {
  if (!mayEdit(actor)) throw new Refused(no('role', 'Editors and reviewers keep the sources.'))
  const [known] = await readSourcesByKey(req, [sourceKey({ precision: 'page', url, title })])
  if (known) return { id: known.id, title: known.title, made: false }
  if (title === '')
    throw new Refused(
      asks(
        'title',
        'No source has this address yet: enter the title of the page, as the page calls itself.',
        'Enter the title of the page.',
      ),
    )
  return { id: await createSource(req, { title, url }), title, made: true }
}
