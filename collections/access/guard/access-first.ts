import {
  executeAccess,
  type Access,
  type CollectionBeforeOperationHook,
  type GlobalBeforeOperationHook,
  type PayloadRequest,
} from 'payload'

/** The rules of access of a collection or global, by name. */
export type Rules = Partial<Record<string, Access | undefined>>

/** Which rule decides each operation of Payload’s. The others, signing in and the like, are for anybody. */
const RULE_OF: Partial<Record<string, string>> = {
  create: 'create',
  read: 'read',
  readDistinct: 'read',
  count: 'read',
  countVersions: 'readVersions',
  update: 'update',
  restoreVersion: 'update',
  delete: 'delete',
  unlock: 'unlock',
}

interface AccessArgs {
  id?: string | number
  data?: Record<string, unknown>
  /** Who asks so is told of nothing, in place of a refusal. */
  disableErrors?: boolean
}

/** @throws {Forbidden} where a rule lets nobody in like this. What it lets in in part Payload narrows down. */
export async function allow(
  req: PayloadRequest,
  rules: Rules,
  rule: string,
  { id, data, disableErrors }: AccessArgs = {},
): Promise<void> {
  if (!disableErrors) await executeAccess({ id, data, req }, rules[rule] as Access)
}

/** Access is decided before all other hooks, which Payload runs first: what they say is for those who may. */
export const accessFirst: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  const rule = RULE_OF[operation]
  if (rule && !overrideAccess) await allow(req, collection.access as Rules, rule, args as AccessArgs)
}

export const globalAccessFirst: GlobalBeforeOperationHook = async ({
  args,
  global,
  operation,
  overrideAccess,
  req,
}) => {
  const rule = RULE_OF[operation]
  if (rule && !overrideAccess) await allow(req, global.access as Rules, rule, args as AccessArgs)
}
