import type { AdminViewServerProps, PayloadRequest } from 'payload'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import { textOf } from '#domain/values.ts'
import { actorOf } from '#lib/actor.ts'
import { readKeys } from '#store/content/saved.ts'
import { readSavedStructure } from '#store/desk/working-copies.ts'
import { AdminPage } from '#admin/page.tsx'
import { ExportPanel } from './export-panel.tsx'
import { ImportPanel } from './import-panel.tsx'
import { EVERYTHING, type Place } from './scopes.ts'

async function placesOf(req: PayloadRequest): Promise<Place[]> {
  const structure = await readSavedStructure(req)
  return structure
    .flatMap((each) => (each.kind === 'jurisdiction' ? [each.content] : []))
    .map(({ key, name }) => ({ slug: key, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

const LISTS = ['jurisdictions', ...Object.values(COLLECTION_OF)] as const

/** The scope that an entry's or a place's menu asks for: `offences/<id>`. */
async function scopeAsked(req: PayloadRequest, of: string): Promise<string> {
  const at = of.indexOf('/')
  const list = LISTS.find((each) => each === of.slice(0, at))
  const found = list && (await readKeys(req, list)).find(({ id }) => id === of.slice(at + 1))
  return found ? `${list === 'jurisdictions' ? 'place' : 'entry'}:${found.key}` : EVERYTHING
}

/** The `/admin/exchange` page: content in and out. */
export async function Exchange(view: AdminViewServerProps) {
  const { req } = view.initPageResult
  const known = actorOf(req) !== null
  const places = known ? await placesOf(req) : []
  const scope = known ? await scopeAsked(req, textOf(view.searchParams?.of)) : EVERYTHING
  return (
    <AdminPage view={view} title="Import and export" className="board exchange">
      {known && (
        <div className="exchange__parts">
          <ImportPanel places={places} />
          <ExportPanel key={scope} places={places} start={scope} />
        </div>
      )}
    </AdminPage>
  )
}
