import type { Identity } from '#domain/desk/single-sign-on.ts'
import type { Row } from '../row.ts'
import { deleteRows, findRow, insertRow, updateRow, type StoreRequest } from '../rows.ts'

/** Since when an account is linked to somebody at the identity provider. */
export interface Link {
  /** Issuer and subject, as `keyOf` writes them. */
  identity: string
  account: string
  linkedAt: string
  usedAt: string
}

const toLink = (row: Row): Link => ({
  identity: row.text('identity'),
  account: row.text('account'),
  linkedAt: row.text('linkedAt'),
  usedAt: row.text('usedAt'),
})

/** An issuer is an address, and has no space. */
const keyOf = ({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string => `${issuer} ${subject}`
const ofAccount = (account: string) => ({ account: { equals: account } })

export const findLink = (req: StoreRequest, identity: Identity): Promise<Link | null> =>
  findRow(req, 'identities', toLink, { identity: { equals: keyOf(identity) } })

export const isLinkOf = (link: Link, identity: Identity): boolean => link.identity === keyOf(identity)

export const findLinkOf = (req: StoreRequest, account: string): Promise<Link | null> =>
  findRow(req, 'identities', toLink, ofAccount(account))

export const addLink = (req: StoreRequest, identity: Identity, account: string, at: Date): Promise<void> =>
  insertRow(req, 'identities', {
    identity: keyOf(identity),
    account,
    linkedAt: at.toISOString(),
    usedAt: at.toISOString(),
  })

export const noteLinkUse = async (req: StoreRequest, account: string, at: Date): Promise<void> =>
  void (await updateRow(req, 'identities', ofAccount(account), { usedAt: at.toISOString() }))

export const removeLink = (req: StoreRequest, account: string): Promise<void> =>
  deleteRows(req, 'identities', ofAccount(account))
