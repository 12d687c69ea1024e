import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sha256 } from '#domain/hash.ts'
import { fileOf } from '#domain/publish/paths.ts'
import { askWithdrawal, confirmWithdrawal } from '#desk/desk/withdrawal.ts'
import { resumePublishing, rollBack, type RollBackRequest } from '#desk/publish/roll-back.ts'
import { readCurrent, type Release } from '#pipelines/release/current.ts'
import { readHead } from '#store/desk/heads.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import { publishedSample } from './published-sample.ts'
import type { TestDatabase } from '../database.ts'
import { testDesk } from '../desk/desk.ts'
import { person, type Person } from '../desk/staff.ts'

export const OFFENCE = 'scotland/offence/stalking'
export const ROUTE = 'united-states/route'

const staffOf = async ({ payload }: TestDatabase): Promise<Record<'ed' | 'rey' | 'ada', Person>> => ({
  ed: await person(payload, 'Ed', ['editor']),
  rey: await person(payload, 'Rey', ['reviewer']),
  ada: await person(payload, 'Ada', ['administrator']),
})

async function copyOf({ payload }: TestDatabase, entry: string) {
  const [copies, head] = await Promise.all([
    findWorkingCopies({ payload }, [entry]),
    readHead({ payload }, entry),
  ])
  return { id: copies.get(entry)?.id ?? '', head, hash: (head?.live?.hash ?? '') as Sha256 }
}

/** The published sample, people who change it, and an administrator who rolls back. */
export async function rollBackStage(database: TestDatabase) {
  const { payload, dataDir } = database
  const desk = testDesk(payload)
  const sample = await publishedSample(database, desk.clock)
  const people = await staffOf(database)
  const { ed, rey, ada } = people

  return {
    desk,
    people,
    publishNow: () => sample.publishAgain(),
    page: (path: string): string => readFileSync(join(dataDir, 'current', fileOf(path)), 'utf8'),
    current: async (): Promise<Release> => {
      const release = await readCurrent(dataDir)
      if (!release) throw new Error('Nothing is current.')
      return release
    },
    /** Gives the offence another title, which goes live at the desk. */
    retitle: async (
      title: string,
      changeKind: 'change' | 'correction' | 'urgent' = 'change',
    ): Promise<void> => {
      const { id, head } = await copyOf(database, OFFENCE)
      const revision = head?.revision ?? 0
      await payload.update({
        collection: 'offences',
        id,
        data: { revision, title },
        overrideAccess: false,
        user: ed,
      })
      const corrects = changeKind === 'correction' ? (head?.lastSeq ?? null) : null
      await desk.live(ed, rey, { kind: 'offence', id }, revision + 1, {
        changeNote: 'Another title.',
        changeKind,
        corrects,
      })
    },
    /** Withdraws the route. */
    withdraw: async (): Promise<void> => {
      const { id, hash } = await copyOf(database, ROUTE)
      const about = { kind: 'route', id, hash } as const
      await desk.as(ed, (mine) =>
        askWithdrawal(mine, { ...about, reason: 'Wrong.', changeNote: 'The treaty has ended.' }),
      )
      await desk.as(rey, (mine) => confirmWithdrawal(mine, about))
      await desk.publisher()
    },
    back: (asked: Partial<RollBackRequest> = {}, who = ada) =>
      desk.as(who, (mine) =>
        rollBack({ ...mine, dataDir }, { to: null, reason: 'A broken page.', carryOver: false, ...asked }),
      ),
    resume: (who = ada) => desk.as(who, (mine) => resumePublishing(mine, { reason: 'Mended.' })),
  }
}

export type RollBackStage = Awaited<ReturnType<typeof rollBackStage>>
