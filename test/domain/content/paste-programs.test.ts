import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fromPaste } from '#domain/content/paste.ts'
import { fromLexical, type LexicalNode } from '#domain/content/rich-text.ts'
import { struckPassages } from '#domain/content/struck.ts'
import { onPaper, richTextHtml } from '#templates/rich-text.ts'
import { decided } from '../../support/content/decided.ts'
import { htmlTree } from '../../support/content/html-tree.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/paste/${name}.html`, import.meta.url), 'utf8')

const root = (children: LexicalNode[]) => ({ root: { type: 'root', children } })

function read(name: string) {
  const { nodes, told } = fromPaste(htmlTree(fixture(name)))
  const escape = (words: string): string => words.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return {
    html: richTextHtml(fromLexical(root(decided(nodes))), escape, { ...onPaper, headingOffset: 0 }),
    struck: struckPassages(root(nodes)),
    told,
  }
}

describe('a paste from', () => {
  it.each<[string, { html: string[]; struck: string[]; told: string[] }]>([
    [
      'word-lists',
      {
        html: [
          '<h3>Before you report</h3><p>Keep three things together in one place:</p>',
          '<ul><li>the <strong>messages</strong><ul><li>with their dates<ul><li>and their times</li></ul></li></ul></li><li>the names</li></ul>',
          '<ol><li>Call.</li><li>Write.</li></ol><h4>What then</h4>',
          '<ol start="3"><li>Wait<br>a week.<ul><li>(a) at home</li></ul></li></ol><ul><li>and no style of a list</li></ul>',
        ],
        struck: [],
        told: [
          'The letters of a list stand in its words now: “(a)”.',
          'A heading of level 1 became one of level 3: “Before you report”.',
          'Non-breaking and other special spaces became plain spaces.',
          'A heading of level 2 became one of level 4: “What then”.',
        ],
      },
    ],
    [
      'word-tracked',
      {
        html: [
          '<p>A fine of up to £1,000£5,000, or four months “six months”.<sup>[1]</sup></p>',
          '<p>The court may add an order.</p><p>Repealed.</p><p><sup>[1]</sup> Since 2026.</p>',
        ],
        struck: ['£1,000', 'four months', 'Repealed.'],
        told: [
          'Footnotes stand as paragraphs at the end: “[1] Since 2026.”.',
          '1 comment was left out: “Is this so?”.',
          'Words marked as inserted became plain words: “£5,000”.',
          'Hidden words were left out: “secret”.',
        ],
      },
    ],
    [
      'word-letters',
      {
        html: [
          '<p>What the law says</p>',
          '<p>The Theft Act 1968 and the Fraud Act hold, and so does the <strong>e</strong>u directive. BGB, § 823: the liability of Section A Part B.</p>',
        ],
        struck: [],
        told: [
          'Words that a style shows in other letters stand as they were written: “What the law says”, “e”, “u directive”, and 2 more.',
        ],
      },
    ],
    [
      'word-table',
      {
        html: [
          '<table class="rich"><thead><tr><th scope="col">Level</th><th colspan="2" scope="col">Maximum fine</th></tr></thead>',
          '<tbody><tr><td rowspan="2">5</td><td><p>£5,000</p><p>or more</p></td><td><ul><li>per day</li></ul></td></tr><tr><td></td><td></td></tr></tbody></table>',
        ],
        struck: ['more'],
        told: [],
      },
    ],
    [
      'word-online',
      {
        html: ['<h3>Steps</h3><ol><li>Call<ul><li>by day</li></ul></li><li>Wait</li></ol>'],
        struck: ['Wait'],
        told: ['A heading of level 1 became one of level 3: “Steps”.'],
      },
    ],
    [
      'google-docs',
      {
        html: [
          '<h3>Your rights</h3><p>It is <strong>never</strong><em> your fault</em>:<br>10<sup>2</sup> “steps”. See ',
          'the Act (<span class="url">law.<wbr>example.<wbr>org/<wbr>act?<wbr>s=<wbr>2</span>)</p>',
          '<h4>Where</h4><ul><li>Police<ul><li>a stationany station</li></ul></li></ul><ul><li>a. by day</li><li>b. at night</li></ul>',
          '<table class="rich"><thead><tr><th scope="col">Body</th><th scope="col">Number</th></tr></thead>',
          '<tbody><tr><td>Police</td><td>101</td></tr></tbody></table>',
        ],
        struck: ['a station'],
        told: [
          'A heading of level 2 became one of level 3: “Your rights”.',
          'A link through www.google.com now leads straight to its page: “https://law.example.org/act?s=2”.',
          'A heading of level 3 became one of level 4: “Where”.',
          'The letters of a list stand in its words now: “a. b.”.',
          'The first row of a table, in bold, now heads its columns: “Body Number”.',
          '1 image was left out: “A map”.',
        ],
      },
    ],
    [
      'statute-uk',
      {
        html: [
          '<h3>Harassment</h3><h4>Offence of stalking</h4>',
          '<p>(1) A person (“A”) commits an offence where A stalks another person.</p><p>(a) F1[on indictment];</p>',
          '<ul><li>conduct means<ul><li>following</li><li>loitering</li></ul></li></ul>',
          '<p>See section 39 and the Act (<span class="url">www.<wbr>legislation.<wbr>gov.<wbr>uk/<wbr>asp/<wbr>2010/<wbr>13</span>).</p>',
        ],
        struck: [],
        told: [
          'A heading of level 2 became one of level 3: “Harassment”.',
          'A heading of level 3 became one of level 4: “Offence of stalking”.',
          'A link inside the page that was copied was left out, its words were kept: “F1”.',
        ],
      },
    ],
    [
      'statute-de',
      {
        html: [
          '<p>(1) Mit Freiheitsstrafe bis zu drei Jahren wird bestraft, wer</p>',
          '<ol><li>die räumliche Nähe aufsucht,</li><li>unter Verwendung',
          '<ul><li>a) von Daten Bestellungen aufgibt,</li><li>b) Dritte veranlasst,</li></ul></li></ol>',
          '<p>(2) In besonders schweren Fällen ist die Strafe <sup>3</sup> Monate.</p>',
        ],
        struck: [],
        told: ['The letters of a list stand in its words now: “a)”, “b)”.'],
      },
    ],
    [
      'statute-ca',
      {
        html: [
          '<h4>Criminal harassment</h4>',
          '<ul><li><strong>264</strong> (1) No person shall, without lawful authority, engage in conduct<ul><li>(a) repeatedly following</li></ul></li></ul>',
          '<p><em>justice</em></p><p>means a justice of the peace.</p>',
          '<table class="rich"><caption>Terms</caption><tbody><tr><th scope="row">Summary</th><td>2 years</td></tr>',
          '<tr><th scope="row">Indictment</th><td>10 years</td></tr></tbody></table>',
        ],
        struck: [],
        told: [
          'Hidden words were left out: “Marginal note:”.',
          'A heading of level 5 became one of level 4: “Criminal harassment”.',
          'A link inside the page that was copied was left out, its words were kept: “lawful authority”.',
        ],
      },
    ],
    [
      'statute-kr',
      {
        html: [
          '<p>제2조(정의) 이 법에서 사용하는 용어의 뜻은 다음과 같다. &lt;개정 2023. 7. 11.></p>',
          '<p>1. “스토킹행위”란 다음 각 목의 행위를 말한다.</p><p>가. 접근하거나 따라다니는 행위</p>',
        ],
        struck: [],
        told: [
          'Non-breaking and other special spaces became plain spaces.',
          '1 image was left out.',
          '1 embedded page was left out: “Frame”.',
        ],
      },
    ],
  ])('%s means what it meant there', (name, { html, ...expected }) => {
    expect(read(name)).toEqual({ html: html.join(''), ...expected })
  })
})
