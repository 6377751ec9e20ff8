import { foldCase } from '../../pattern/fold.ts';
import type { LintRule } from '../lint-rule.ts';

/** Longer lists are not compared: each value would be with every other. */
const maxValues = 500;
const covers: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

function isLiteral(text: string): boolean {
  return !/[*?\\]/.test(text);
}

/** A value that is looked for anyway, because a shorter one of the list is in it. */
export const valueCovered: LintRule = {
  code: 'sigma.lint.value-covered',
  severity: 'info',
  scope: 'detection',
  *check({ items }) {
    for (const { modifiers, values } of items) {
      const [name] = modifiers;
      const fits = modifiers.length === 1 && name !== undefined ? covers[name] : undefined;
      if (fits === undefined || values.length > maxValues) continue;
      const texts = values.map(({ value }) => foldCase(String(value)));
      for (const [index, at] of values.entries()) {
        const text = texts[index] ?? '';
        const cover = texts.find(
          (other) => other !== '' && other.length < text.length && isLiteral(other) && fits(text, other),
        );
        if (cover === undefined) continue;
        yield { message: `"${String(at.value)}" is covered by "${cover}"`, at, hint: 'remove one of them' };
      }
    }
  },
};
