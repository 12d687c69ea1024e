/** Where words were run together by taking the text out of a page: “StalkingCriminal Code”. */
const SEAM = /(?<=[\p{Ll}\d)’'”"\]])(?=\p{Lu})/gu

/** Words that a law's title begins or goes on with. */
const LAW = /\b(act|code|order|regulations?|law|ordinance|constitution|bill|standalone|charter)\b/i

/** How far from the seam the first word of a law stands. */
const NEAR = 140

/**
 * The title of an offence and the law that it stands under, which a page prints with nothing between them.
 * @returns an empty law if there is no seam.
 */
export function titleAndLaw(text: string): { title: string; law: string } {
  const seams = [...text.matchAll(SEAM)].map(({ index }) => index)
  const at =
    seams.find((seam, index) =>
      LAW.test(text.slice(seam, Math.min(seam + NEAR, seams[index + 1] ?? Infinity))),
    ) ?? seams[0]
  return at === undefined
    ? { title: text.trim(), law: '' }
    : { title: text.slice(0, at).trim(), law: text.slice(at).trim() }
}

/** Words after which a heading cannot end. */
const JOINING = new Set(
  'a an the of to in on at by for from with without and or but nor as is are was be not no its your their our his her this that these those into over under per via than'.split(
    ' ',
  ),
)
/** Words with which a sentence begins, also after a name. */
const STARTERS =
  /^(A|An|The|If|In|On|For|When|Where|While|It|Do|Some|Most|Many|There|This|These|You|Your|They|To|As|At|By|Each|Every|Once|Before|After|Because|No|Not)$/

/** A heading has at most so many words. */
const LONGEST_HEADING = 16

/**
 * The heading and the first sentence of a section, which a page prints with only a space between them: the
 * heading ends before the first capital that does not belong to it.
 */
export function headingAndText(text: string): { heading: string; body: string } {
  const words = text.split(' ')
  const ends = words.slice(0, LONGEST_HEADING + 1).flatMap((word, index) => {
    const before = words[index - 1] ?? ''
    if (index < 2 || !/^[“"‘']?\p{Lu}/u.test(word) || /[,;:]$/.test(before)) return []
    const after = /^\p{Ll}/u.test(before) && !JOINING.has(before.toLowerCase())
    const closes = /[)”"]$/.test(before)
    return after || closes || STARTERS.test(word)
      ? [{ index, capitals: /^\p{Lu}[\p{Lu}\d]+\b/u.test(word) }]
      : []
  })
  const end = ends.find(({ capitals }) => !capitals) ?? ends.at(-1)
  return end
    ? { heading: words.slice(0, end.index).join(' '), body: words.slice(end.index).join(' ') }
    : { heading: words.slice(0, 8).join(' '), body: text }
}
