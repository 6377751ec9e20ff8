// Codes of the characters that mean something to YAML.
export const newLine = 0x0a;
export const space = 0x20;
export const doubleQuote = 0x22;
export const hash = 0x23;
export const quote = 0x27;
export const comma = 0x2c;
export const dash = 0x2d;
export const point = 0x2e;
export const colon = 0x3a;
export const greater = 0x3e;
export const question = 0x3f;
export const openBracket = 0x5b;
export const backslash = 0x5c;
export const closeBracket = 0x5d;
export const openBrace = 0x7b;
export const bar = 0x7c;
