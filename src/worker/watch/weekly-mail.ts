import type { Flag } from '#domain/desk/flags.ts'
import { parseEntryKey } from '#domain/keys.ts'
import type { Mail, NewMail } from '#domain/mail/mails.ts'
import { WATCH_FLAGS } from '#desk/watch/queries/watch-board-of.ts'
import { readOpenFlags } from '#store/desk/flags.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import { readSourcesOn } from '#store/content/sources.ts'
import { findStaffMember, readAdministrators, readResponsible, type StaffMember } from '#store/desk/staff.ts'
import { placesOf, readCitationIndex } from '#store/watch/citation-index.ts'
import { watchWeekMail } from '#templates/mail/watch-week.ts'
import { watchWeekView } from '#templates/views/staff/watch-week.ts'
import type { Context } from '../context.ts'
import { writing } from '../jobs/writing.ts'
import type { Composed } from '../mail/composed.ts'

/** Open watch flags, each with the places of the entries that depend on its subject. */
async function flagsWithPlaces({ payload }: Context): Promise<{ flag: Flag; places: string[] }[]> {
  const flags = await readOpenFlags({ payload }, WATCH_FLAGS)
  const hosts = flags.flatMap(({ about }) => (about.startsWith('hosts/') ? [about.slice(6)] : []))
  const onHosts = Map.groupBy(
    hosts.length > 0 ? await readSourcesOn({ payload }, hosts) : [],
    ({ host }) => host,
  )
  const sourcesOf = ({ about }: Flag): string[] => {
    const [of, rest = ''] = about.split('/')
    if (of === 'hosts') return (onHosts.get(rest) ?? []).map(({ id }) => id)
    return of === 'sources' ? [rest.split('#')[0] ?? ''] : []
  }
  const ids = [...new Set(flags.flatMap(sourcesOf))]
  const citations = ids.length > 0 ? await readCitationIndex({ payload }, ids) : null
  return flags.map((flag) => ({
    flag,
    places:
      flag.entry === ''
        ? citations
          ? placesOf(citations.onAny(sourcesOf(flag)))
          : []
        : [parseEntryKey(flag.entry)?.place ?? ''],
  }))
}

/** Recipients of each flag: the first person responsible for a place that depends on it, else the administrators. */
async function byPerson(context: Context): Promise<Map<string, Flag[]>> {
  const { payload } = context
  const administrators = await readAdministrators({ payload })
  const firsts = new Map<string, StaffMember | null>()
  const found = new Map<string, Flag[]>()
  for (const { flag, places } of await flagsWithPlaces(context)) {
    const people = new Map<string, StaffMember>()
    for (const place of places) {
      if (!firsts.has(place)) firsts.set(place, (await readResponsible({ payload }, place))[0] ?? null)
      const first = firsts.get(place)
      if (first) people.set(first.id, first)
    }
    for (const { id } of people.size > 0 ? people.values() : administrators)
      found.set(id, [...(found.get(id) ?? []), flag])
  }
  return found
}

/**
 * Queues the week's mails in the outbox: each person gets the flags that need them; with none, no mail.
 * @returns the number of mails.
 */
export async function writeWeekly(context: Context, slot: string): Promise<number> {
  const { clock, env } = context
  const at = clock.now()
  const mails = [...(await byPerson(context)).keys()].map((id): NewMail => {
    const recipient = `user:${id}` as const
    return {
      key: `watch/${slot}/${recipient}`,
      kind: 'watch',
      recipient,
      run: null,
      args: {},
      priority: 0,
      notBefore: at.toISOString(),
    }
  })
  await writing(context, (req) => putMails(req, mails, { at, host: new URL(env.publicUrl).hostname }))
  return mails.length
}

/** Composes a person's weekly mail: the flags that need them, by kind. */
export async function composeWatchMail(
  context: Context,
  { recipient }: Pick<Mail, 'recipient'>,
): Promise<Composed | { drop: string }> {
  const { payload, env } = context
  const person = await findStaffMember({ payload }, { actor: recipient })
  if (!person) return { drop: 'The account is not there any more.' }
  const mine = (await byPerson(context)).get(person.id) ?? []
  if (mine.length === 0) return { drop: 'Nothing needs the recipient any more.' }
  const view = watchWeekView({
    name: person.name,
    flags: mine,
    order: WATCH_FLAGS,
    publicUrl: env.publicUrl,
  })
  return { to: person.email, html: null, ...watchWeekMail(view) }
}
