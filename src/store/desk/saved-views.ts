import { deleteRows, type StoreRequest } from '../rows.ts'

export const countViews = async (req: StoreRequest, account: string): Promise<number> =>
  (
    await req.payload.db.count({
      collection: 'saved-views',
      where: { owner: { equals: account } },
      req,
    })
  ).totalDocs

/** Removes the views that only this account could see. Those that it shared stay. */
export const forgetViews = (req: StoreRequest, account: string): Promise<void> =>
  deleteRows(req, 'saved-views', {
    and: [{ owner: { equals: account } }, { shared: { not_equals: true } }],
  })
