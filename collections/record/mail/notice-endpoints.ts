import type { Endpoint } from 'payload'
import { z } from 'zod'
import { bellOf, readInBell, unreadOf } from '#desk/mail/bell.ts'
import { deskOf } from '../../shared/desk-of.ts'
import { acting, reading } from '../../shared/respond.ts'

/** What a person is told: the number on the bell, its list, and marking as read. Each sees their own only. */
export const noticeEndpoints: Omit<Endpoint, 'root'>[] = [
  { path: '/unread', method: 'get', handler: (req) => reading(req, () => unreadOf(deskOf(req))) },
  { path: '/bell', method: 'get', handler: (req) => reading(req, () => bellOf(deskOf(req))) },
  {
    path: '/read',
    method: 'post',
    handler: (req) =>
      acting(
        req,
        z.strictObject({
          about: z.string().min(1).max(3000).nullable(),
          until: z.iso.datetime('must be an instant in UTC'),
        }),
        (mine, asked) => readInBell(deskOf(mine), asked),
      ),
  },
]
