import { describe, expect, it } from 'vitest'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import type { SearchList } from '#templates/views/search.ts'
import { hrefsOf, parseHtml } from '../../fixtures/html.ts'
import {
  contact,
  entry,
  instrumentUse,
  place,
  snapshotOf,
  withEntry,
  world,
  type World,
} from '../../fixtures/snapshot.ts'

function pageOf(from: World, path: string) {
  const found = pagesOf(snapshotOf(from), new Map()).find((each) => each.path === path)
  if (!found) throw new Error(`There is no page ${path}`)
  return found
}

/** Each name with its group and its links, list by list. */
function listed(path: string, from = world()): Record<string, [string, string, ...string[]][]> {
  const { lists } = pageOf(from, path).view as { lists: SearchList[] }
  return Object.fromEntries(
    lists.map(({ id, groups }) => [
      id,
      groups.flatMap(({ label, items }) =>
        items.map(({ name, links }): [string, string, ...string[]] => [
          label,
          name,
          ...links.map((link) => `${link.label ?? ''} > ${link.href}`),
        ]),
      ),
    ]),
  )
}

const HOME = '/guides/testland/'

describe('the lists of all guides', () => {
  it('name every situation, offence, body, Act and essay once, each with all its addresses', () => {
    expect(listed('/search/')).toMatchInlineSnapshot(`
      {
        "acts": [
          [
            "H",
            "Harassment Act",
            "Local offence, Northmark > /guides/testland/northmark/#northmark/offence/local",
            "Stalking, Testland > /guides/testland/#testland/offence/stalking",
          ],
        ],
        "bodies": [
          [
            "P",
            "Police Service",
            "Police of the place, Highmoor > /guides/highmoor/#highmoor/channel/police",
            "Local police, Northmark > /guides/testland/northmark/#northmark/channel/local",
            "Desk of elsewhere, Testland > /guides/testland/#testland/channel/not-for-you",
            "Police of the place, Testland > /guides/testland/#testland/channel/police",
            "Regulator, Testland > /guides/testland/#testland/channel/regulator",
          ],
        ],
        "essays": [
          [
            "K",
            "Keeping evidence",
            " > /essentials/evidence/",
          ],
          [
            "P",
            "Platforms",
            " > /essentials/platforms/",
          ],
        ],
        "offences": [
          [
            "I",
            "Insult",
            "Abolished, Testland > /guides/testland/#testland/offence/insult",
          ],
          [
            "L",
            "Local offence",
            "Northmark > /guides/testland/northmark/#northmark/offence/local",
          ],
          [
            "S",
            "Stalking",
            "Testland > /guides/testland/#testland/offence/stalking",
          ],
        ],
        "situations": [
          [
            "Being followed or spied on",
            "They follow me everywhere",
            "Local offence, Northmark > /guides/testland/northmark/#northmark/offence/local",
            "Stalking, Testland > /guides/testland/#testland/offence/stalking",
          ],
          [
            "Address or private details posted",
            "They posted my address",
            "Local offence, Northmark > /guides/testland/northmark/#northmark/offence/local",
            "Stalking, Testland > /guides/testland/#testland/offence/stalking",
          ],
        ],
      }
    `)
  })

  it('hold every entry that has an address', () => {
    const from = world()
    const snapshot = snapshotOf(from)
    const hrefs = hrefsOf(renderPage(pageOf(from, '/search/')))
    const text = parseHtml(renderPage(pageOf(from, '/search/'))).text.replace(/\s+/g, ' ')
    const missing = snapshot.entries.flatMap(({ kind, key, content, instruments }) => {
      const names = [
        ...('title' in content ? [content.title] : []),
        ...('situations' in content ? (content.situations ?? []).map((each) => each.text) : []),
        ...('body' in content && content.body ? [content.body.name] : []),
        ...instruments.map(({ instrument }) => instrument.title),
      ].filter((name) => !text.includes(name))
      const linked =
        kind === 'offence' || kind === 'channel'
          ? hrefs.some((href) => href.endsWith(`#${key}`))
          : kind !== 'essential' || hrefs.includes(`/essentials/${key.split('/').at(-1) ?? ''}/`)
      return [...names, ...(linked ? [] : [key])]
    })
    expect(missing).toEqual([])
  })

  it('leave out what is of a guide that is not open', () => {
    const closed = withEntry<'profile'>(world({ opened: ['highmoor'] }), 'testland/profile', (one) => ({
      ...one,
      content: { ...one.content, emergency: null },
    }))
    const { offences = [], situations = [] } = listed('/search/', closed)
    expect([offences, situations]).toEqual([[], []])
    expect(hrefsOf(renderPage(pageOf(closed, '/search/'))).filter((href) => href.startsWith(HOME))).toEqual(
      [],
    )
  })
})

describe('the lists of one guide', () => {
  it('name what is of the guide, and not the place of what is its own', () => {
    expect(listed(`${HOME}search/`)).toMatchInlineSnapshot(`
      {
        "acts": [
          [
            "H",
            "Harassment Act",
            "Local offence, Northmark > /guides/testland/northmark/#northmark/offence/local",
            "Stalking > /guides/testland/#testland/offence/stalking",
          ],
        ],
        "bodies": [
          [
            "P",
            "Police Service",
            "Local police, Northmark > /guides/testland/northmark/#northmark/channel/local",
            "Desk of elsewhere > /guides/testland/#testland/channel/not-for-you",
            "Police of the place > /guides/testland/#testland/channel/police",
            "Regulator > /guides/testland/#testland/channel/regulator",
          ],
        ],
        "essays": [
          [
            "K",
            "Keeping evidence",
            " > /essentials/evidence/",
          ],
          [
            "P",
            "Platforms",
            " > /essentials/platforms/",
          ],
        ],
        "offences": [
          [
            "I",
            "Insult",
            "Abolished > /guides/testland/#testland/offence/insult",
          ],
          [
            "L",
            "Local offence",
            "Northmark > /guides/testland/northmark/#northmark/offence/local",
          ],
          [
            "S",
            "Stalking",
            " > /guides/testland/#testland/offence/stalking",
          ],
        ],
        "situations": [
          [
            "Being followed or spied on",
            "They follow me everywhere",
            "Local offence, Northmark > /guides/testland/northmark/#northmark/offence/local",
            "Stalking > /guides/testland/#testland/offence/stalking",
          ],
          [
            "Address or private details posted",
            "They posted my address",
            "Local offence, Northmark > /guides/testland/northmark/#northmark/offence/local",
            "Stalking > /guides/testland/#testland/offence/stalking",
          ],
        ],
      }
    `)
  })

  it('lead from an Act to the block of the profile that cites it', () => {
    const from = withEntry<'profile'>(world(), 'testland/profile', (one) => ({
      ...one,
      instruments: [
        { ...instrumentUse(), claims: ['doxxing'] },
        { ...instrumentUse(), claims: ['budapest'] },
      ],
    }))
    const links = listed(`${HOME}search/`, from).acts?.flatMap(([, , ...each]) => each) ?? []
    expect(links.map((each) => each.split(' > ')[1])).toEqual(
      expect.arrayContaining([`${HOME}#testland/profile/doxxing`, HOME]),
    )
  })

  it('put names under their letter without its accent, in the order of the language', () => {
    const from = world()
    const { offences } = listed(`${HOME}search/`, {
      ...from,
      live: [
        ...from.live,
        entry('offence', { key: 'testland/offence/e', content: { title: 'Élan', related: [] } }),
        entry('offence', { key: 'testland/offence/z', content: { title: 'zeal', related: [] } }),
        entry('offence', { key: 'testland/offence/10', content: { title: '10 days', related: [] } }),
        entry('offence', { key: 'testland/offence/9', content: { title: '9 days', related: [] } }),
      ],
    })
    expect(offences?.map(([letter, name]) => `${letter} ${name}`)).toEqual([
      '1 10 days',
      '9 9 days',
      'E Élan',
      'I Insult',
      'L Local offence',
      'S Stalking',
      'Z zeal',
    ])
  })

  it('stay whole where there is nothing to list', () => {
    const bare = world({
      jurisdictions: [place('testland')],
      live: [
        entry('profile', {
          citations: [],
          content: { emergency: { contacts: [contact()], useWhen: null, say: null, note: null } },
        }),
      ],
    })
    expect(listed(`${HOME}search/`, bare)).toEqual({})
    expect(renderPage(pageOf(bare, `${HOME}search/`))).toContain('</html>')
  })
})

it.each(['/', HOME, '/404.html', '/essentials/evidence/', `${HOME}northmark/`])(
  'a search can be reached from %s',
  (path) => {
    const own = path.startsWith(HOME) ? `${HOME}search/` : '/search/'
    expect(hrefsOf(renderPage(pageOf(world(), path)))).toContain(own)
  },
)

it('the field has no name, and no form around it', () => {
  const { tags } = parseHtml(renderPage(pageOf(world(), '/search/')))
  expect(tags.filter(({ name }) => name === 'form')).toEqual([])
  const [input, ...more] = tags.filter(({ name }) => name === 'input')
  expect([input?.attributes.name, input?.attributes.autocomplete, more]).toEqual([undefined, 'off', []])
})
