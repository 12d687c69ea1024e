import type { PayloadRequest } from 'payload'

/** Context key of local requests that write what an import brings. No route can set it. */
const IMPORTING = 'recourse:importing'

export const importing: Record<string, unknown> = { [IMPORTING]: true }

/** Whether a save is part of an import: nobody typed it into a form. */
export const isImport = (req: Pick<PayloadRequest, 'context'>): boolean => req.context[IMPORTING] === true
