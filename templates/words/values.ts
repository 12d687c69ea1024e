/** What a word is filled with. In a template, text is escaped before it gets here. */
export type Value = string | number

/** The values of a word, by name. */
export type Values<Name extends string> = Readonly<Record<Name, Value>>

/** Values of which some may be missing. */
export type Optional<Name extends string> = Readonly<Record<Name, Value | null>>
