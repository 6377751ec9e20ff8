/** Decimal numbers only: `Number` would also read '', ' ', '0x10' and 'Infinity'. */
export function isNumeric(text: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text.trim());
}
