import type { Endpoint } from 'payload'
import { z } from 'zod'
import { mayEdit } from '#domain/desk/actors.ts'
import { answerReport } from '#desk/publish/answer-report.ts'
import { env } from '#lib/env.ts'
import { deskOf } from '../../shared/desk-of.ts'
import { note } from '../../shared/note.ts'
import { acting } from '../../shared/respond.ts'

/** Saying what was found about an error that a reader reported. */
export const reportEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path: '/answer',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({ flag: z.string().max(3000), found: note, answer: note }),
        async (mine, { flag, found, answer }) => {
          const host = new URL(env().publicUrl).hostname
          return { told: await answerReport(deskOf(mine), { key: flag, found, answer, host }) }
        },
        mayEdit,
      ),
  },
]
