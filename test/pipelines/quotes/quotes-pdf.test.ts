import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { madePdf } from '../../support/publish/made-pdf.ts'
import { assessQuotes } from '#pipelines/quotes/assess.ts'
import { pdfPage } from '#pipelines/quotes/pdf-page.ts'
import { spaced } from '#pipelines/quotes/pdf-spacing.ts'

const GLYPHS = {
  1: 'dotlessi',
  2: 'fi',
  3: 'ffi',
  4: 'dotlessj',
  5: 'caron',
  6: 'ring',
  7: 'ogonek',
  8: 'hungarumlaut',
}

/** What a PDF says of which this is the text, in 11 points. */
const shown = async (operators: string, font = 'F1'): Promise<string> =>
  (await pdfPage(madePdf(`BT /${font} 11 Tf 14 TL 50 700 Td ${operators} ET`, GLYPHS))).text

const verdict = async (bytes: Uint8Array, exact: string): Promise<string | undefined> =>
  assessQuotes(await pdfPage(bytes), [{ prefix: null, exact, suffix: null }]).quotes[0]?.verdict

describe('accents that a PDF sets as characters of their own', () => {
  it('stand on their letters, in a document as it was found', async () => {
    const bytes = readFileSync('test/fixtures/spacing-accent.pdf')
    const words = 'Everyone in Québec who is harassed may ask the court for protection'
    expect(await verdict(bytes, words)).toBe('stands')
    expect(await verdict(bytes, words.replace('é', 'e'))).toBe('altered')
  })

  it.each([
    ['before the letter', '[(Qu\\264)333(ebec law)] TJ', 'Québec law'],
    ['before it, moved to its middle', '[(Qu)-111(\\264)444(ebec law)] TJ', 'Québec law'],
    ['before it, raised', '(Qu) Tj 3 Ts (\\264) Tj 0 Ts [333(ebec law)] TJ', 'Québec law'],
    ['before it, each by its place', '(Qu) Tj 16 0 Td (\\264) Tj -1 0 Td (ebec law) Tj', 'Québec law'],
    ['before the first letter of a word', '[(la \\264)333(equipe)] TJ', 'la équipe'],
    ['before the first letter of a line', '[(\\264)333(equipe)] TJ', 'équipe'],
    ['behind it', '[(caf)(e)444(\\264)-111(s are open)] TJ', 'cafés are open'],
    ['behind it, at the end of a word', '[(the cafe)444(\\264)-389(is open)] TJ', 'the café is open'],
    ['behind it, before a space', '[(the cafe)444(\\264)-111( is open)] TJ', 'the café is open'],
    ['behind it, at the end of a line', '[(the cafe)444(\\264)] TJ T* (is open) Tj', 'the café is open'],
    ['on a capital', '[(la )(E)500(\\264)-167(cole)] TJ', 'la École'],
    ['on a letter without its dot', '[(na\\250)306(\\001ve)] TJ', 'naïve'],
    ['a grave', '[(voil\\140)444(a)] TJ', 'voilà'],
    ['a circumflex', '[(h\\136)512(otel)] TJ', 'hôtel'],
    ['a tilde', '[(ma\\176)570(nana)] TJ', 'mañana'],
    ['a diaeresis, twice', '[(\\250)444(Uber B\\250)444(ucher)] TJ', 'Über Bücher'],
    ['a cedilla', '[(Fran\\270)416(cais gar\\270)417(con)] TJ', 'Français garçon'],
    ['a caron', '[(\\005)416(cesk\\264)416(y)] TJ', 'český'],
    ['a ring', '[(\\006)444(angstr\\250)444(om)] TJ', 'ångström'],
    ['an ogonek', '[(B\\007)444(edzie)] TJ', 'Będzie'],
    [
      'beside what lies outside the page',
      '(slug) Tj 900 0 Td (DRAFT) Tj -880 -14 Td [(Qu\\264)333(ebec)] TJ',
      'slug Québec',
    ],
    ['in turned text', '0 1 -1 0 300 300 Tm [(Qu\\264)333(ebec law)] TJ', 'Québec law'],
    ['in text of another size', '/F2 30 Tf 0.4 0 0 0.4 50 600 Tm [(Qu\\264)333(ebec law)] TJ', 'Québec law'],
    ['two acutes', '[(t\\010)444(or)] TJ', 'tőr'],
  ])('%s', async (_name, operators, text) => expect(await shown(operators)).toBe(text))

  it.each([
    [
      'beside letters',
      '(press ` or ^ and \\264 quoted\\264 ~5 a^b x~) Tj',
      'press ` or ^ and ´ quoted´ ~5 a^b x~',
    ],
    ['of a temperature', '(at 30\\260C) Tj', 'at 30°C'],
    ['over what takes none', '[(\\264)333(5)] TJ', '´5'],
  ])('stay what they are %s', async (_name, operators, text) => expect(await shown(operators)).toBe(text))
})

describe('words of a PDF', () => {
  it.each([
    ['letter-spaced by the font', '3 Tc (PENALTY OF FIVE) Tj', 'PENALTY OF FIVE'],
    ['letter-spaced far', '6 Tc (PENALTY OF 5,000) Tj', 'PENALTY OF 5,000'],
    [
      'letter-spaced one by one',
      '[(P)-120(E)-120(N)-120(A)-120(L)-120(T)-120(Y)-400(O)-120(F)-400(5)-120(,)-120(0)-120(0)-120(0)] TJ',
      'PENALTY OF 5,000',
    ],
    [
      'letter-spaced without spaces',
      '[(P)-200(E)-200(N)-200(A)-200(L)-200(T)-200(Y)-500(O)-200(F)] TJ',
      'PENALTY OF',
    ],
    [
      'set letter by letter',
      '1 0 0 1 50 600 Tm (f) Tj 1 0 0 1 53 600 Tm (i) Tj 1 0 0 1 55.5 600 Tm (n) Tj 1 0 0 1 61.6 600 Tm (e) Tj 1 0 0 1 71 600 Tm (o) Tj 1 0 0 1 77.1 600 Tm (f) Tj',
      'fine of',
    ],
    ['kerned', '[(T)80(he)-278(c)-110(ourt)-278(may)] TJ', 'The court may'],
    [
      'with a space that is drawn over',
      '[(elec )278(tronic communi )278(cation)] TJ',
      'electronic communication',
    ],
    ['close together', '[(The)-180(court)-180(may)-180(order)] TJ', 'The court may order'],
    ['far apart', '0.6 Tc 4 Tw (The court may order) Tj', 'The court may order'],
    ['stretched', '150 Tz (The court may) Tj', 'The court may'],
    ['of one letter', '(a b, c or d, s 5 A) Tj', 'a b, c or d, s 5 A'],
    ['of one digit', '(1 2 3 4 5 6) Tj', '1 2 3 4 5 6'],
    [
      'letter-spaced one by one, with spaces',
      '[(P)-120(A)-120(Y)-120( )-120(5)-120(,)-120(0)-120(0)-120(0)-120( )-120(N)-120(O)-120(W)] TJ',
      'PAY 5,000 NOW',
    ],
    [
      'with a raised number',
      '(in 10) Tj 5 Ts /F1 6 Tf (2) Tj 0 Ts /F1 11 Tf ( days of) Tj',
      'in 10² days of',
    ],
    ['led to by dots', '[(Part 2)-200(.)-150(.)-150(.)-150(.)-150(.)-150(5)] TJ', 'Part 2 . . . . . 5'],
    ['with ligatures', '(\\002ve of\\002cers in the o\\003ce) Tj', 'five officers in the office'],
    [
      'cut at the end of a line',
      '(imprison\\255) Tj T* (ment or a self-) Tj T* (help group) Tj',
      'imprison\u00ADment or a self\u00ADhelp group',
    ],
  ])('%s', async (_name, operators, text) => expect(await shown(operators)).toBe(text))

  it.each([
    ['by spaces', '(P E N A L T Y   O F   F I V E   Y E A R S) Tj'],
    ['by spaces, beside others', '(P E N A L T Y of five years) Tj'],
    ['by as much as a space', '[(P)-400(E)-400(N)-400(A)-400(L)-400(T)-400(Y)-900(of five years)] TJ'],
  ])('letter-spaced %s are found as words', async (_name, operators) => {
    const bytes = madePdf(`BT /F1 11 Tf 50 700 Td ${operators} ET`)
    expect(await verdict(bytes, 'penalty of five years')).toBe('stands')
    expect(await verdict(bytes, 'penalty of ten years')).toBe('altered')
  })

  it('and rows of letters as such', async () => {
    const bytes = madePdf('BT /F1 11 Tf 50 700 Td (Schedules A B C D and E apply) Tj ET')
    expect(await verdict(bytes, 'Schedules A B C D and E apply')).toBe('stands')
  })

  it('are those of pdf.js where places and words do not tell the same', () => {
    const item = { str: 'Act', hasEOL: false, height: 11, transform: [1, 0, 0, 1, 0, 0] }
    const glyph = { text: 'B', from: [0, 0], to: [5, 0], size: 11, tracking: 0 } as const
    expect(spaced([item], [glyph])).toBeNull()
    expect(spaced([item], [])).toBeNull()
  })
})
