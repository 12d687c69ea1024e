import { describe, expect, it } from 'vitest'
import { decide } from '#domain/desk/decide.ts'
import { formProblem } from '#domain/desk/form.ts'
import type { Request } from '#domain/desk/request.ts'
import { ADA, BEN, CLEO, STATES, type StateName } from './story.ts'

describe('an empty form', () => {
  it.each<[action: Request['action'], state: StateName, over: object, field: string]>([
    ['request-changes', 'in review', { notes: [{ claim: null, text: ' ' }] }, 'notes'],
    ['safety-fix', 'draft', { reason: '' }, 'reason'],
    ['verify', 'live', { opened: [] }, 'citations'],
    ['ask-withdrawal', 'live', { reason: ' ' }, 'reason'],
    ['decline-withdrawal', 'withdrawal asked', { reason: '' }, 'reason'],
    ['safety-withdrawal', 'live', { reason: '' }, 'reason'],
    ['correct-note', 'live', { after: '' }, 'note'],
  ])(
    'of %s (%s) keeps nobody from being allowed: what is missing is said apart',
    (action, state, over, field) => {
      const story = STATES[state]()
      const request = { ...story.request(action), ...over }
      const edition = story.about(request)
      expect(decide(CLEO, request, story.head, edition, story.events)).toEqual({ allowed: true })
      const problem = formProblem(request, story.head, edition, story.events)
      expect(problem?.because).toBe('content')
      expect(problem?.problems?.map((each) => each.field)).toContain(field)
      expect(story.decide(CLEO, request)).toEqual(problem)
    },
  )

  it('is heard of after all that keeps a person from it', () => {
    const story = STATES['safety fix waiting']()
    const request = { ...story.request('safety-fix'), reason: '' } as Request
    expect(story.decide(ADA, request)).toMatchObject({ because: 'state' })
    expect(formProblem(request, story.head, story.about(request), story.events)).toMatchObject({
      because: 'content',
    })
  })
})

it('says nothing of an action without a form', () => {
  const story = STATES['withdrawal asked']()
  const request = story.request('confirm-withdrawal')
  expect(formProblem(request, story.head, story.about(request), story.events)).toBeNull()
  expect(decide(BEN, request, story.head, story.about(request), story.events)).toEqual({ allowed: true })
})
