declare const brand: unique symbol

/**
 * A value of type T that the compiler cannot confuse with other kinds of T. Only the parser of its kind creates
 * it.
 */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
