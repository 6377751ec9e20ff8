import type { RegexNode } from './parse-regex.ts';

/**
 * A text, as it is written, without which a regular expression finds nothing; '' if none is known. Alternatives, and letters
 * whose case doesn't count, are not looked into: it is enough to skip the search on nearly every event.
 */
export function mandatoryLiteral(root: RegexNode): string {
  let best = '';
  let run = '';
  const close = (): void => {
    if (run.length > best.length) best = run;
    run = '';
  };
  const visit = (node: RegexNode): void => {
    if (node.kind === 'sequence') node.items.forEach(visit);
    else if (node.kind === 'repeat' && node.least > 0) {
      visit(node.item);
      close();
    } else {
      const text = onlyText(node);
      if (text === '') close();
      else run += text;
    }
  };
  visit(root);
  close();
  return best;
}

function onlyText(node: RegexNode): string {
  if (node.kind !== 'character' || node.isNegated || node.ignoresCase || node.ranges.length !== 1) return '';
  const [[from, to] = [0, 1]] = node.ranges;
  return from === to ? String.fromCodePoint(from) : '';
}
