import { describe, expect, it } from 'vitest'
import { citedAmong, provisionsNamed } from '#domain/content/provisions.ts'

describe('provisions that a text names', () => {
  it.each([
    ['s. 127(2)(a)(b)', ['s 127']],
    ['ss. 4–6', ['s 4', 's 5', 's 6']],
    ['ss. 179 and 181', ['s 179', 's 181']],
    ['Section 20A(1)', ['s 20A']],
    ['arts. 3 and 4', ['art 3', 'art 4']],
    ['reg. 32EA', ['reg 32EA']],
    ['Sch. 7 para. 2(3)', ['sch 7']],
    ['s. 9A and cross-heading', ['s 9A']],
    ['Pt. 5 heading', ['pt 5']],
    ['s. 1, Sch. 2 paras. 3, 4', ['s 1', 'sch 2']],
    ['ss. 1-90000', ['s 1', 's 90000']],
    ['cross-heading', []],
    ['Act', []],
  ])('%s', (text, expected) => {
    expect([...provisionsNamed(text)]).toEqual(expected)
  })
})

describe('cited provisions to which a change may go', () => {
  const cited = ['s. 127(1)', 's. 184', 'ss. 38 and 39', null]
  it.each([
    ['s. 127(2)(a)', ['s. 127(1)', 'the whole of it']],
    ['s. 39', ['ss. 38 and 39', 'the whole of it']],
    ['s. 12', ['the whole of it']],
    // What cannot be told apart counts: nothing is missed for the sake of a short list.
    ['Act', ['s. 127(1)', 's. 184', 'ss. 38 and 39', 'the whole of it']],
    ['specified provisions', ['s. 127(1)', 's. 184', 'ss. 38 and 39', 'the whole of it']],
    [null, ['s. 127(1)', 's. 184', 'ss. 38 and 39', 'the whole of it']],
  ])('%s', (changed, expected) => {
    expect(citedAmong(changed, cited)).toEqual(expected)
  })

  it('are none where the change goes elsewhere', () => {
    expect(citedAmong('s. 65 heading', ['s. 170'])).toEqual([])
  })
})
