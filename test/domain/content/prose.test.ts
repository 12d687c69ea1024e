import { expect, it } from 'vitest'
import { prose, type ProseBlock } from '#domain/content/prose.ts'

const p = (text: string): ProseBlock => ({ type: 'paragraph', text })
const list = (...items: string[]): ProseBlock => ({ type: 'list', items })

it.each([
  ['nothing', null, []],
  ['nothing but space', ' \n\t\n ', []],
  ['one line', 'Call 999.', [p('Call 999.')]],
  ['three line ends', 'One\nTwo\r\nThree\rFour', [p('One'), p('Two'), p('Three'), p('Four')]],
  ['empty lines between', 'One\n\n\nTwo', [p('One'), p('Two')]],
  ['space around lines', '  One  \n\tTwo', [p('One'), p('Two')]],
  ['a list', '- One\n- Two', [list('One', 'Two')]],
  ['a list of bullets', '• One\n•  Two', [list('One', 'Two')]],
  [
    'a list in the middle',
    'Ask:\n- One\n- Two\nThen wait.',
    [p('Ask:'), list('One', 'Two'), p('Then wait.')],
  ],
  ['two lists', '- One\nand\n- Two', [list('One'), p('and'), list('Two')]],
  ['a list with an empty line in it', '- One\n\n- Two', [list('One', 'Two')]],
  ['a hyphen that begins no item', '-5 degrees\n-\n– dash', [p('-5 degrees'), p('-'), p('– dash')]],
  ['a hyphen inside an item', '- One - or two', [list('One - or two')]],
  ['a line separator, which is no line end', 'One\u2028Two', [p('One\u2028Two')]],
] as const)('sets %s', (_name, text, blocks) => {
  expect(prose(text)).toEqual(blocks)
})

it('sets an item with a line separator in it as an item', () => {
  expect(prose('- One\u2028and more')).toEqual([list('One\u2028and more')])
})
