import type { PayloadRequest } from 'payload'

/** Whether the user has a preference of this name. */
export async function hasPreference(req: PayloadRequest, key: string): Promise<boolean> {
  const { totalDocs } = await req.payload.count({
    collection: 'payload-preferences',
    where: { key: { equals: key } },
    overrideAccess: false,
    req,
  })
  return totalDocs > 0
}
