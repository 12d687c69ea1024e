import { describe, expect, it } from 'vitest'
import { noticesOf } from '#domain/content/notices.ts'
import { submissionProblems } from '#domain/content/coverage.ts'
import { entry } from '../../fixtures/snapshot.ts'

const about = (...args: Parameters<typeof noticesOf>): (string | null)[] =>
  noticesOf(...args).map(({ field }) => field)

describe('what readers would miss', () => {
  it('is nothing where an offence has situations and can be reported by its name', () => {
    expect(about(entry('offence'), 'full')).toEqual([])
  })

  it.each([
    ['no situations', { situations: [] }, ['situations']],
    ['situations that an older edition never had', { situations: undefined }, ['situations']],
    ['no name to report it by', { reportAs: null }, ['say']],
    ['a law that is not in force', { standing: 'abolished' as const }, ['say']],
    ['a civil claim', { nature: 'civil' as const }, ['say']],
    ['a civil claim with words of its own', { nature: 'civil' as const, say: 'I want advice.' }, []],
  ])('is told of %s', (_what, content, expected) => {
    expect(about(entry('offence', { content }), 'full')).toEqual(expected)
  })

  it('is told of an offence that rests on no law', () => {
    expect(about(entry('offence', { instruments: [] }), 'full')).toEqual(['say'])
  })

  it('is told of a doxxing status without words, in a full guide', () => {
    const mute = entry('profile', {
      content: { doxxing: { status: 'none', text: 'No crime of that name.' } },
    })
    expect(about(entry('profile'), 'full')).toEqual([])
    expect(about(mute, 'full')).toEqual(['doxxing.say'])
    expect(about(mute, 'section')).toEqual([])
  })

  it('is told of what no font of the print has, by field, and in the names of sources', () => {
    const { citations } = entry('offence')
    const odd = entry('offence', {
      content: { penalty: 'Up to 5 years \u{13000}, or \u{13000} \ua000.' },
      citations: citations.map((citation) => ({ ...citation, pinpoint: 'section \ua000' })),
    })
    expect(citations.length).toBeGreaterThan(0)
    expect(noticesOf(odd, 'full').map(({ field, message }) => [field, message])).toEqual([
      [
        'penalty',
        expect.stringMatching(/^No font .* “\u{13000}” \(U\+13000\), “\ua000” \(U\+A000\): “.+” would/u),
      ],
      ['citations', expect.stringContaining('“\ua000” (U+A000)')],
    ])
  })

  it('is told of an offence without a time limit, where the law is in force', () => {
    const [notice, ...others] = noticesOf(entry('offence', { content: { timeLimit: undefined } }), 'full')
    expect([notice?.field, others]).toEqual(['timeLimit', []])
    expect(notice?.message).toMatch(/^No time limit is given[.] .* leave this empty[.]$/)
    expect(about(entry('offence', { content: { timeLimit: '' } }), 'full')).toEqual(['timeLimit'])
    expect(
      about(entry('offence', { content: { timeLimit: undefined, standing: 'abolished' } }), 'full'),
    ).toEqual(['say'])
  })

  it('keeps nobody from submitting', () => {
    const mute = entry('offence', { content: { situations: [], reportAs: null, timeLimit: '' } })
    expect(about(mute, 'full')).toEqual(['situations', 'say', 'timeLimit'])
    expect(submissionProblems(mute, 'full')).toEqual([])
  })
})
