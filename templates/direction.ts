import { directionOf, hasFromRight } from '#domain/content/direction.ts'

/** All text in a value of a view, such as one in pieces, or rich text. */
export const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map((each: unknown) => textOf(each)).join('')
      : typeof value === 'object' && value !== null
        ? 'text' in value
          ? textOf(value.text)
          : 'children' in value
            ? textOf(value.children)
            : ''
        : ''

/** The direction of an element with this text, where it is not all from left to right. */
export const directionAttribute = (text: string): string =>
  hasFromRight(text) ? ` dir="${directionOf(text)}"` : ''
