import { z } from 'zod'

/** Number of an event in the chain of its entry; a question goes by that of the event that began it. */
export const eventNumber = z.number().int().positive()

/** The questions that were on screen when somebody approved: none if they are left out. */
export const seenQuestions = z.array(eventNumber).max(2000).default([])
