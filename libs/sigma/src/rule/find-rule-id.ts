/** The id that a rule's text gives itself, for reports about rules that are refused. Doesn't parse the text. */
export function findRuleId(text: string): string | undefined {
  return /^id:[ \t]*["']?([^\s"'#]+)/m.exec(text)?.[1];
}
