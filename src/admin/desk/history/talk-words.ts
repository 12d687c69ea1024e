import { EXPERT_ACTIONS, type ExpertAction } from '#domain/desk/experts.ts'
import type { Action } from '#domain/desk/events.ts'
import { THREAD_ACTIONS, type ThreadAction } from '#domain/desk/threads.ts'

type TalkAction = ThreadAction | ExpertAction

const TALK: readonly Action[] = [...THREAD_ACTIONS, ...EXPERT_ACTIONS]

/** Whether an event is of a conversation: with colleagues, or with an expert outside. */
export const isTalk = (action: Action): action is TalkAction => TALK.includes(action)

type Details = Record<string, unknown>

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** What was said in a conversation, with what it is about. */
export const saidInTalk = (details: Details): [label: string, words: string][] => [
  [text(details.label) || 'Said', text(details.text) || text(details.question) || text(details.because)],
]

const WHAT: Record<TalkAction, (details: Details, that: string) => string> = {
  'ask-question': ({ n }, that) => `asked or remarked${n ? `, looking at ${that}` : ''}`,
  'answer-question': ({ thread }) => `answered in the conversation that event ${text(thread)} began`,
  'resolve-question': ({ thread }) => `resolved the question of event ${text(thread)}`,
  'reopen-question': ({ thread }) => `reopened the question of event ${text(thread)}`,
  'ask-expert': ({ name }, that) => `asked ${text(name)}, an expert outside, about ${that}`,
  'expert-answer': ({ verdict }, that) =>
    `answered as an expert outside, and ${verdict === 'agrees' ? 'agrees with' : 'objects to'} ${that}`,
  'end-expert': ({ ask }) => `ended the link of event ${text(ask)}`,
}

/** What somebody did in a conversation: the text after their name. @param that the edition, in words. */
export const whatInTalk = (action: TalkAction, details: Details, that: string): string =>
  WHAT[action](details, that)
