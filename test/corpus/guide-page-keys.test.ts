import { describe, expect, it } from 'vitest'
import type { Corpus } from '#corpus/corpus.ts'
import { siteContact } from '#corpus/guide-page/contacts.ts'
import { Draft } from '#corpus/guide-page/draft.ts'
import { readEssays } from '#corpus/guide-page/essays.ts'
import { readLadder } from '#corpus/guide-page/ladder.ts'
import { isSlug } from '#domain/keys.ts'

const NORTHMARK: Corpus['jurisdictions'][number] = {
  slug: 'northmark',
  name: 'Northmark',
  inSentence: 'Northmark',
  iso: 'GB',
  kind: 'country',
  guide: 'full',
}

const NOTHING: Corpus = {
  site: null,
  jurisdictions: [NORTHMARK],
  bodies: [],
  instruments: [],
  sources: [],
  profiles: [],
  channels: [],
  offences: [],
  ladders: [],
  routes: [],
  essentials: [],
}

describe('the keys that the pieces of a page get', () => {
  const draft = () => new Draft({ place: NORTHMARK, beside: NOTHING })
  const line = (text: string, n = 1) => ({ n, text })

  it('are of their own where titles are alike up to the cut, or in another script', () => {
    const page = draft()
    const keys = ['Threats '.repeat(37), 'Threats '.repeat(36), '脅迫', '強要'].map((title) =>
      page.key('northmark', 'offence', title),
    )
    expect(keys).toEqual([
      expect.stringMatching(/^northmark\/offence\/threats(-threats)+-thre$/),
      expect.stringMatching(/^northmark\/offence\/threats(-threats)+-thre-2$/),
      'northmark/offence/offence',
      'northmark/offence/offence-2',
    ])
  })

  it('are of two laws where their titles differ only at the end, and of one where the titles are the same', () => {
    const page = draft()
    const of = (title: string) => page.instrument(title, 'order', 1)
    const long = `${'Harbour and Mooring '.repeat(5)}Regulations`
    const keys = [`${long} 2019`, `${long} 2021`, '港湾法', '刑法', `${long} 2019`, '港湾法'].map(of)
    expect(new Set(keys).size).toBe(4)
    expect(keys.slice(4)).toEqual([keys[0], keys[2]])
    expect(keys.filter((key) => !isSlug(key))).toEqual([])
    expect(page.content.instruments?.map(({ title }) => title)).toEqual([
      `${long} 2019`,
      `${long} 2021`,
      '港湾法',
      '刑法',
    ])
  })

  it('are of their own for steps whose words and numbers are the same', () => {
    const page = draft()
    readLadder(
      ['1. Write: first.', '1. Write: second.', '1. Write: third.'].map((text, at) => line(text, at + 1)),
      page,
    )
    const [ladder] = page.content.ladders ?? []
    expect((ladder?.steps as { key: string }[]).map(({ key }) => key)).toEqual([
      'write',
      'write-1',
      'write-1-2',
    ])
  })

  it('cut no character of a title in half', () => {
    const page = draft()
    readLadder([line(`1. ${'a'.repeat(119)}𠮷${'b'.repeat(30)}`)], page)
    const [ladder] = page.content.ladders ?? []
    expect((ladder?.steps as { title: string }[])[0]?.title).toBe('a'.repeat(119))
  })

  it('are of their own for essays and sections that are called the same', () => {
    const page = draft()
    const essay = ['Evidence: keep it', 'Keep it.', '## Section 2: One. ## Keep: Two. ## Keep: Three.']
    const lines = [...essay, 'Official sources', 'a.example ↗', ...essay, 'Official sources', 'a.example ↗']
    readEssays(
      lines.map((text, at) => line(text, at + 1)),
      page,
    )
    const essays = page.content.essentials as { key: string; slug: string; sections: { key: string }[] }[]
    expect(essays.map(({ key, slug }) => [key, slug])).toEqual([
      ['global/essential/evidence', 'evidence'],
      ['global/essential/evidence-2', 'evidence-2'],
    ])
    for (const { sections } of essays)
      expect(new Set(sections.map(({ key }) => key)).size).toBe(sections.length)
  })

  it('end with no hyphen where the name of a site is cut', () => {
    const { key } = siteContact(`${'a'.repeat(59)}.${'b'.repeat(20)}.example`)
    expect(key).toBe('a'.repeat(59))
  })
})
