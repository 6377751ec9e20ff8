/** Windows shows names with spaces that Sigma writes without (rules specification, "Field Usage"). */
export function normalizeFieldName(name: string): string {
  return name.includes(' ') ? name.replaceAll(' ', '') : name;
}
