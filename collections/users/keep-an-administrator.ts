import {
  APIError,
  type CollectionBeforeChangeHook,
  type CollectionBeforeDeleteHook,
  type PayloadRequest,
} from 'payload'
import { mayAdminister } from '#domain/desk/actors.ts'
import { readStaff } from '#store/desk/staff.ts'

async function isLastAdministrator(req: PayloadRequest, id: unknown): Promise<boolean> {
  const administrators = (await readStaff(req)).filter(mayAdminister)
  return administrators.length === 1 && administrators[0]?.id === String(id)
}

const refuse = (): never => {
  throw new APIError(
    'This is the last administrator: give somebody else that role first.',
    409,
    undefined,
    true,
  )
}

/** At least one account must be able to manage users. */
export const keepAnAdministrator: CollectionBeforeChangeHook = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const before = originalDoc as { id?: unknown; roles?: string[] } | undefined
  if (operation !== 'update' || !before?.roles?.includes('administrator')) return data
  const loses = !(data.roles as string[] | undefined)?.includes('administrator')
  if (loses && (await isLastAdministrator(req, before.id))) refuse()
  return data
}

export const keepTheLastAdministrator: CollectionBeforeDeleteHook = async ({ id, req }) => {
  if (await isLastAdministrator(req, id)) refuse()
}
