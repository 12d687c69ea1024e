declare const brand: unique symbol

/** A value of type T that cannot be mistaken for another kind of T. Made only by the parser of its kind. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
