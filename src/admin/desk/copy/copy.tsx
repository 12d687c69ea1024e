import type { AdminViewServerProps, PayloadRequest } from 'payload'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { isOfNoPlace, isSingle, KINDS, NO_PLACE } from '#domain/keys.ts'
import { idOf, textOf } from '#domain/values.ts'
import { actorOf } from '#lib/actor.ts'
import { readOriginal } from '#store/content/copies.ts'
import { readSavedJurisdictions } from '#store/desk/jurisdictions.ts'
import { AdminPage } from '#admin/page.tsx'
import { CopyPanel } from './copy-panel.tsx'
import type { CopyStart } from './use-copy.ts'

/** What an entry's or a place's menu asks for: `offences/<id>`, `jurisdictions/<id>`. */
async function startOf(req: PayloadRequest, of: string): Promise<CopyStart> {
  const [collection = '', id = ''] = of.split('/')
  if (collection === 'jurisdictions') return { from: '', entry: null, to: id }
  const kind = KINDS.find((each) => COLLECTION_OF[each] === collection)
  const original = kind ? await readOriginal(req, kind, id) : null
  if (!kind || !original) return { from: '', entry: null, to: '' }
  const place = isOfNoPlace(kind) ? NO_PLACE : (idOf(original.doc.jurisdiction) ?? '')
  return { from: place, entry: id, to: isSingle(kind) ? '' : place }
}

/** The `/admin/copy` page: entries of one place as drafts of another. */
export async function Copy(view: AdminViewServerProps) {
  const { req } = view.initPageResult
  const known = actorOf(req) !== null
  const places = known ? await readSavedJurisdictions(req) : []
  return (
    <AdminPage view={view} title="Copy entries" className="board copy">
      {known && (
        <CopyPanel
          places={places
            .map(({ id, name }) => ({ id, name }))
            .sort((a, b) => a.name.localeCompare(b.name, 'en'))}
          start={await startOf(req, textOf(view.searchParams?.of))}
        />
      )}
    </AdminPage>
  )
}
