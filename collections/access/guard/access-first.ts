import {
  executeAccess,
  type Access,
  type CollectionBeforeOperationHook,
  type GlobalBeforeOperationHook,
  type PayloadRequest,
} from 'payload'

/** The access rules of a collection or global, by name. */
export type Rules = Partial<Record<string, Access | undefined>>

/** The rule that decides each Payload operation. The others, such as signing in, are open to anyone. */
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
  /** Set by callers that want an empty answer instead of a refusal. */
  disableErrors?: boolean
}

/**
 * @throws {Forbidden} if the rule denies all access. If it allows access in part, Payload applies the filter.
 */
export async function allow(
  req: PayloadRequest,
  rules: Rules,
  rule: string,
  { id, data, disableErrors }: AccessArgs = {},
): Promise<void> {
  if (!disableErrors) await executeAccess({ id, data, req }, rules[rule] as Access)
}

/**
 * Checks access before all other hooks, which Payload would run first: their messages are only for permitted
 * users.
 */
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
