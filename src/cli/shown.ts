/**
 * Characters that a terminal obeys or does not show: controls, directions and line breaks, and what has no width.
 * A name from elsewhere could forge a line with them.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

const escaped = (text: string): string =>
  text.replace(UNSEEN, (character) =>
    Array.from(
      { length: character.length },
      (_each, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  )

/** One line for a terminal, of text that somebody else wrote. */
export const shown = (text: string): string => escaped(text)

/** JSON for a terminal or a program: the same value, with everything that cannot be seen written as an escape. */
export const shownJson = (value: unknown): string => escaped(JSON.stringify(value))
