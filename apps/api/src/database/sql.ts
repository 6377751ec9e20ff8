/** A statement and the values of its placeholders. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Keeps a value for a statement; returns its placeholder. */
export type Bind = (value: unknown) => string;

/** A statement whose values are bound where they stand in its text. */
export function sql(write: (bind: Bind) => string): Sql {
  const values: unknown[] = [];
  const text = write((value) => `$${values.push(value)}`);
  return { text, values };
}
