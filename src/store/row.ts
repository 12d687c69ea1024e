import type { LegalDate } from '#domain/dates.ts'
import { isAmong, isDay, isNumber, type Check } from '#domain/checks.ts'

/** A row does not match its collection's schema. Names the field, never the value: it may be a person's address. */
export class UnreadableRow extends Error {
  override name = 'UnreadableRow'

  readonly collection: string
  readonly row: string
  readonly field: string

  constructor({ collection, id }: Pick<Row, 'collection' | 'id'>, field: string, expected: string) {
    super(`Row ${id} of “${collection}” cannot be read: its field “${field}” is not ${expected}.`)
    this.collection = collection
    this.row = id
    this.field = field
  }
}

/**
 * A database row. Each store file parses its domain type from it once.
 *
 * Sealed data (heads, editions, events, changes) is read by the methods that begin with `sealed`. They never fail:
 * an altered row is evidence and must not block the others. Its hash is compared before anything in it is trusted,
 * and a value of another type than was sealed becomes one that matches no seal.
 */
export class Row {
  readonly collection: string
  readonly #values: Readonly<Record<string, unknown>>

  constructor(collection: string, values: object) {
    this.collection = collection
    this.#values = values as Record<string, unknown> // any object has names and values
  }

  get id(): string {
    return String(this.#values.id ?? this.#values._id)
  }

  /** @throws {UnreadableRow} if the field is something else; so do the methods below. */
  text(field: string): string {
    const value = this.#values[field]
    return typeof value === 'string' ? value : this.fail(field, 'a text')
  }

  textOrNull(field: string): string | null {
    return this.#isNull(field) ? null : this.text(field)
  }

  number(field: string): number {
    return this.#is(field, isNumber, 'a number')
  }

  numberOrNull(field: string): number | null {
    return this.#isNull(field) ? null : this.number(field)
  }

  /** The embedded database stores 0 and 1; null is false. */
  flag(field: string): boolean {
    return Boolean(this.#values[field])
  }

  day(field: string): LegalDate {
    return this.#is(field, isDay, 'a day')
  }

  dayOrNull(field: string): LegalDate | null {
    return this.#isNull(field) ? null : this.day(field)
  }

  /** One of the names in a list. */
  among<N extends string>(field: string, list: Readonly<Record<N, unknown>>): N {
    return this.#is(field, isAmong(list), 'a name that is known')
  }

  amongOrNull<N extends string>(field: string, list: Readonly<Record<N, unknown>>): N | null {
    return this.#isNull(field) ? null : this.among(field, list)
  }

  /** A name from a list that has changed between versions: rows may hold one that is no longer in it. */
  name<N extends string>(field: string): N {
    return this.text(field) as N // callers handle unknown names
  }

  nameOrNull<N extends string>(field: string): N | null {
    return this.#isNull(field) ? null : this.name<N>(field)
  }

  /** Text in a particular format. */
  formed<T extends string>(field: string, check: (text: string) => text is T, form: string): T {
    const text = this.text(field)
    return check(text) ? text : this.fail(field, form)
  }

  json<T>(field: string, check: Check<T>): T {
    const text = this.text(field)
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return this.fail(field, 'JSON')
    }
    return check(value) ? value : this.fail(field, 'JSON of its form')
  }

  jsonOrNull<T>(field: string, check: Check<T>): T | null {
    return this.#values[field] ? this.json(field, check) : null
  }

  /** A list; empty if the field is null. */
  list(field: string): readonly unknown[] {
    return this.#isNull(field) ? [] : this.#is(field, Array.isArray, 'a list')
  }

  /** The raw value, for fields Payload resolves: a relationship, say. */
  raw(field: string): unknown {
    return this.#values[field]
  }

  sealed<T extends string = string>(field: string): T {
    const value = this.#values[field]
    // The seal tells whether it is one of T.
    return (typeof value === 'string' ? value : '') as T
  }

  sealedOrNull<T extends string = string>(field: string): T | null {
    return this.#isNull(field) ? null : this.sealed<T>(field)
  }

  sealedNumber(field: string): number {
    const value = this.#values[field]
    return typeof value === 'number' ? value : NaN
  }

  sealedNumberOrNull(field: string): number | null {
    return this.#isNull(field) ? null : this.sealedNumber(field)
  }

  /** @param unreadable substitute for invalid JSON, so that the chain shows the alteration. */
  sealedJson<T>(field: string, unreadable: (text: string) => T): T {
    const text = this.sealed(field)
    try {
      return JSON.parse(text) as T // The seal tells whether it is T.
    } catch {
      return unreadable(text)
    }
  }

  fail(field: string, expected: string): never {
    throw new UnreadableRow(this, field, expected)
  }

  #isNull(field: string): boolean {
    return (this.#values[field] ?? null) === null
  }

  #is<T>(field: string, check: Check<T>, expected: string): T {
    const value = this.#values[field]
    return check(value) ? value : this.fail(field, expected)
  }
}
