/** A text as Postgres can keep it, in a column or within JSON: U+0000 and halves of surrogate pairs become U+FFFD. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\u{fffd}').toWellFormed();
}
