import { describe, expect, it } from 'vitest'
import type { Request } from '#domain/desk/request.ts'
import { openThreads, partOf, shownThreads, threadsOf } from '#domain/desk/threads.ts'
import { ADA, BEN, CLEO, person, STATES, type Story } from './story.ts'

const shape = (story: Story) =>
  threadsOf(story.events).map(({ n, open, turns }) => ({
    n,
    open,
    turns: turns.map(({ n: at, by, action, text }) => `${at} ${by.name} ${action}${text ? `: ${text}` : ''}`),
  }))

const answering = (thread: number, text: string): Request => ({ action: 'answer-question', thread, text })

describe('the threads of an entry', () => {
  it('are told in the order in which they were written, each with its own answers', () => {
    const story = STATES.draft().act(ADA, 'ask-question').act(BEN, 'ask-question')
    story.act(CLEO, answering(3, 'Five.')).act(BEN, answering(4, 'Seven.'))
    expect(shape(story)).toEqual([
      { n: 3, open: true, turns: ['3 Ada ask-question: Is it five years?', '5 Cleo answer-question: Five.'] },
      { n: 4, open: true, turns: ['4 Ben ask-question: Is it five years?', '6 Ben answer-question: Seven.'] },
    ])
  })

  it('are open until somebody resolves them, and again when they are reopened or somebody answers', () => {
    const story = STATES['question open']()
    const opened = () => openThreads(threadsOf(story.events)).length
    expect(opened()).toBe(1)
    story.act(BEN, 'resolve-question')
    expect(opened()).toBe(0)
    story.act(BEN, 'reopen-question')
    expect(opened()).toBe(1)
    story.act(BEN, 'resolve-question').act(CLEO, answering(3, 'Wait: it is seven.'))
    expect(opened()).toBe(1)
  })

  it('are not those of an entry that had the key before and was deleted', () => {
    const story = STATES['question open']().act(ADA, 'delete').act(BEN, 'create')
    expect(threadsOf(story.events)).toEqual([])
    expect(story.decide(BEN, answering(3, 'Five.'))).toMatchObject({ because: 'state' })
  })

  it('name everybody who took part, each once', () => {
    const story = STATES['question open']().act(CLEO, answering(3, 'Five.')).act(ADA, answering(3, 'Thanks.'))
    expect(threadsOf(story.events).map(partOf)).toEqual([[ADA.id, CLEO.id]])
  })

  it('stay with their claim, by its name of today, and say where it is gone', () => {
    const threads = threadsOf(STATES['question open']().events)
    const shown = (labels: [string, string][]) =>
      shownThreads(threads, new Map(labels), () => true).map(({ label, gone }) => ({ label, gone }))
    expect(shown([['penalty', 'The most severe penalty']])).toEqual([
      { label: 'The most severe penalty', gone: false },
    ])
    expect(shown([])).toEqual([{ label: 'Maximum penalty', gone: true }])
  })
})

describe('settling a question', () => {
  it('is refused where somebody wrote after what was read', () => {
    const story = STATES['question open']().act(CLEO, answering(3, 'Five.'))
    expect(story.decide(BEN, { action: 'resolve-question', thread: 3, seen: 3 })).toEqual({
      allowed: false,
      because: 'stale',
      message: 'Cleo wrote something meanwhile. Read it, and then resolve this.',
    })
    expect(story.decide(BEN, { action: 'resolve-question', thread: 3, seen: 4 })).toEqual({ allowed: true })
  })

  it('is for whoever asked, too, also without the role of an editor', () => {
    const admin = person('admin', 'administrator')
    const story = STATES.draft().act(admin, 'ask-question')
    const resolve: Request = { action: 'resolve-question', thread: 3, seen: 3 }
    expect(story.decide(admin, resolve)).toEqual({ allowed: true })
    expect(story.decide(person('other', 'administrator'), resolve)).toMatchObject({ because: 'role' })
  })
})

describe('an approval', () => {
  const asked = () => STATES['in review']().act(CLEO, 'ask-question')

  it('is not barred by an open question that was read', () => {
    const story = asked()
    expect(story.decide(BEN, { ...story.request('approve'), seen: [4] } as Request)).toEqual({
      allowed: true,
    })
  })

  it('waits until a question is read that came after the screen was opened', () => {
    const story = asked()
    expect(story.decide(BEN, { ...story.request('approve'), seen: [] } as Request)).toEqual({
      allowed: false,
      because: 'stale',
      message: 'Cleo has asked something that you have not read. Read it, and then decide.',
    })
    story.act(BEN, 'resolve-question')
    expect(story.decide(BEN, { ...story.request('approve'), seen: [] } as Request)).toEqual({ allowed: true })
  })
})

it('an empty question or answer is refused, with the field', () => {
  const story = STATES['question open']()
  expect(story.decide(BEN, { action: 'ask-question', text: ' \n ' })).toEqual({
    allowed: false,
    because: 'content',
    message: 'Write what you ask or remark.',
    problems: [{ field: 'text', message: 'The text is empty.' }],
  })
  expect(story.decide(BEN, answering(3, ''))).toMatchObject({ because: 'content' })
})
