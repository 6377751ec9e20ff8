import type { ParseOptions } from '../rule/parse-options.ts';
import { createSource } from '../yaml/read-fully.ts';
import { lint } from './lint.ts';
import type { LintDiagnostic } from './lint-rule.ts';
import { parseDocuments } from './parse-documents.ts';

/** A text with the name that findings about other texts call it by, such as its path. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** What `lint` says about each text, in their order, and ids and titles that stand in an earlier text already. */
export function lintAll(
  texts: readonly NamedText[],
  options: ParseOptions = {},
): readonly (readonly LintDiagnostic[])[] {
  const idOwners = new Map<string, string>();
  const titleOwners = new Map<string, string>();
  return texts.map(({ name, text }) => {
    const repeated: LintDiagnostic[] = [];
    const own: { readonly id: string; readonly title: string }[] = [];
    const source = createSource(text);
    for (const { parsed, result } of parseDocuments(text, options)) {
      if (!result.ok) continue;
      const { id, title } = result.value.metadata;
      const span = source.spanAt(parsed.start, parsed.start);
      const idOwner = id === '' ? undefined : idOwners.get(id.toLowerCase());
      const titleOwner = titleOwners.get(title.toLowerCase());
      if (idOwner !== undefined) {
        const hint = 'give each rule an id of its own, by which its matches are reported';
        const message = `the id "${id}" is that of a rule in ${idOwner}`;
        repeated.push({ code: 'sigma.lint.id-duplicate', severity: 'error', message, hint, span });
      }
      if (titleOwner !== undefined) {
        const message = `the title "${title}" is that of a rule in ${titleOwner}`;
        repeated.push({ code: 'sigma.lint.title-duplicate', severity: 'info', message, span });
      }
      own.push({ id: id.toLowerCase(), title: title.toLowerCase() });
    }
    // Repetitions inside a text are told by `lint`.
    for (const { id, title } of own) {
      if (id !== '' && !idOwners.has(id)) idOwners.set(id, name);
      if (!titleOwners.has(title)) titleOwners.set(title, name);
    }
    return [...lint(text, options), ...repeated];
  });
}
