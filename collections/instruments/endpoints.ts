import type { Endpoint } from 'payload'
import type { InstrumentDesk } from '#domain/desk/impact.ts'
import { textOf } from '#domain/values.ts'
import { impactReport } from '#store/desk/impact.ts'
import { instrumentTitle } from '#store/desk/instrument-uses.ts'
import { readLawChangesOf } from '#store/desk/law-changes.ts'
import { reading } from '../shared/respond.ts'

/** An instrument's dependents and law changes, for staff; with `provisions`, how near each is to a change of these. */
export const instrumentEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path: '/:id/desk',
    method: 'get',
    handler: (req) =>
      reading(req, async (): Promise<InstrumentDesk> => {
        const id = textOf(req.routeParams?.id)
        const [title, report, changes] = await Promise.all([
          instrumentTitle(req, id),
          impactReport(req, id, [], req.searchParams.get('provisions')?.trim() || null),
          readLawChangesOf(req, id),
        ])
        return {
          title: title ?? '',
          ...report,
          lawChanges: changes.map(({ id: change, title, effectiveOn, state }) => ({
            id: change,
            title,
            effectiveOn,
            state,
          })),
        }
      }),
  },
]
