import { randomOf } from '../random.ts'

/** Fragments that people paste and attackers send. */
const PIECES = [
  // Words of many scripts, composed and decomposed.
  ...[
    'Māori',
    'Ma\u0304ori',
    'Me\u0301tis',
    'Vie\u0323\u0302t',
    'Ŵ ŷ',
    'বাংলা',
    'র‍্যাব',
    '中文',
    '葛󠄀',
    '日本語',
    '한국어',
    '\u1112\u1161\u11ab',
  ],
  ...['עברית', 'العربية', 'می‌خواهم', 'ไทย', 'Ελληνικά', 'Київ', '₿ 5', 'ﬁne', 'Å \u212b'],
  // Emoji.
  ...['📞', '👩‍⚖️', '👩🏽‍🤝‍👩🏼', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🇬🇧', '1️⃣', '❤️', '❤'],
  // Lone surrogates and noncharacters.
  ...[
    '\ud83d',
    '\ude00',
    '\ude00\ud83d',
    '\ufffd',
    '\ufffc',
    '\ufdd0',
    '\uffff',
    '\u{1fffe}',
    '\ue000',
    '\u{f0000}',
    '\u0378',
  ],
  // Control characters and marks.
  ...[
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u0085',
    '\u00ad',
    '\u200b',
    '\u200e',
    '\u200f',
    '\u202e',
    '\u2066',
    '\u2069',
    '\u061c',
  ],
  ...[
    '\u2060',
    '\ufeff',
    '\u{e0041}',
    '\u180e',
    '\u3164',
    '\u034f',
    'a\u200db',
    'a\u200cb',
    'x\ufe0f',
    '\u0301',
    'z\u0300\u0316\u0317\u0323',
  ],
  // Spaces and line ends.
  ...[
    '5\u00a0years',
    'R40\u202f000',
    '\u2003',
    '\u3000',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '\u2028',
    '\u2029',
    '\u000b',
    '\u000c',
    '  ',
  ],
  // Markup and lookalikes.
  ...[
    '<b>now</b>',
    '<script>alert(1)</script>',
    '&amp;',
    '&#x41;',
    '<!--',
    ']]>',
    '5 < 6 > 4',
    'AT&T',
    '{{x}}',
    '{place}',
    '"\'`',
    '\\',
    '%00',
    '${x}',
  ],
  ...[
    '- item',
    '• item',
    '**bold**',
    '[x](javascript:alert(1))',
    'https://example.org/?a=1&b=2',
    'Bcc: a@example.org',
  ],
  // Long words.
  ...['Donaudampfschifffahrtsgesellschaft'.repeat(4), 'W'.repeat(204), '0'.repeat(60), '界'.repeat(120)],
]

/** Troublesome texts, the same in each run: first each fragment between words, then several together. */
export function strings(count: number, seed = 1): string[] {
  const random = randomOf(seed)
  const pick = (): string => PIECES[random(PIECES.length)] ?? ''
  return Array.from({ length: count }, (_each, index) => {
    const alone = PIECES[index]
    if (alone !== undefined) return index % 7 === 0 ? alone : `Cut ${alone}`
    return Array.from({ length: 1 + random(3) }, () => (random(3) === 0 ? pick() : `word ${pick()}`)).join(
      random(2) === 0 ? ' ' : '',
    )
  })
}
