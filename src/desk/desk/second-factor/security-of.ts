import { createHash } from 'node:crypto'
import { mustHave, type Security, type SecondFactorRule } from '#domain/desk/second-factor.ts'
import type { Clock } from '#lib/clock.ts'
import { mayHavePasskeys } from '#lib/second-factor/passkeys.ts'
import { findLinkOf } from '#store/desk/identities.ts'
import { readFactors } from '#store/desk/second-factors.ts'
import { readSessions } from '#store/desk/sessions.ts'
import { readSignIns } from '#store/desk/sign-ins.ts'
import type { StaffMember } from '#store/desk/staff.ts'
import type { StoreRequest } from '#store/rows.ts'

interface Asked {
  req: StoreRequest
  clock: Clock
  rule: SecondFactorRule
  publicUrl: string
  /** Name of the identity provider; null where there is none. */
  provider: string | null
  /** The session that asks. */
  session: string | null
}

/** A session as screens name it: its own id is part of what signs somebody in. */
export const nameOfSession = (session: string): string =>
  createHash('sha256').update(session).digest('hex').slice(0, 16)

/** How an account is signed in to: second factors, and sessions with their devices, the last used first. */
export async function securityOf(
  { req, clock, rule, publicUrl, provider, session }: Asked,
  { id, roles }: Pick<StaffMember, 'id' | 'roles'>,
): Promise<Security> {
  const [factors, sessions, signIns, link] = await Promise.all([
    readFactors(req, id),
    readSessions(req, id, clock.now()),
    readSignIns(req, id),
    findLinkOf(req, id),
  ])
  const known = new Map(signIns.map((signIn) => [signIn.session, signIn]))
  return {
    rule,
    required: mustHave(rule, roles),
    factors: factors
      .filter(({ kind, confirmedAt }) => kind !== 'recovery' && confirmedAt !== null)
      .map((factor) => ({
        id: factor.id,
        kind: factor.kind,
        name: factor.name,
        createdAt: factor.createdAt,
        usedAt: factor.usedAt,
      })),
    codesLeft: factors.filter(({ kind, usedAt }) => kind === 'recovery' && usedAt === null).length,
    sessions: sessions
      .map((each) => {
        const createdAt = new Date(each.createdAt).toISOString()
        const { device = 'Unknown device', usedAt = createdAt } = known.get(each.id) ?? {}
        return { id: nameOfSession(each.id), device, createdAt, usedAt, current: each.id === session }
      })
      .sort((a, b) => b.usedAt.localeCompare(a.usedAt)),
    passkeys: mayHavePasskeys(publicUrl),
    provider:
      provider === null
        ? null
        : { name: provider, linkedAt: link?.linkedAt ?? null, usedAt: link?.usedAt ?? null },
  }
}
