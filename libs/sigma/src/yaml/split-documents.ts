/** A part of a text: offsets, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A document's first or last line; it means so wherever it stands (YAML 1.2.2, section 9.1.4). */
const marker = /(?<=^|\n)(?:---|\.\.\.)(?=[ \t\r\n]|$)/g;

/**
 * Cuts a text into its documents without parsing them, so that what is wrong with one doesn't touch the others. Those that
 * hold nothing but comments are left out; directives go with the document that follows.
 */
export function splitDocuments(text: string): readonly TextRange[] {
  if (!text.includes('\n---') && !text.includes('\n...')) return [{ start: 0, end: text.length }];
  const ranges: TextRange[] = [];
  let start = 0;
  const close = (end: number): void => {
    const holds = contentOf(text.slice(start, end));
    if (holds === 'content') ranges.push({ start, end });
    if (holds !== 'directives') start = end;
  };
  for (const match of text.matchAll(marker)) {
    if (match[0] === '---') close(match.index);
    else {
      const end = text.indexOf('\n', match.index);
      close(end === -1 ? text.length : end + 1);
    }
  }
  close(text.length);
  return ranges;
}

function contentOf(part: string): 'content' | 'directives' | 'nothing' {
  let holds: 'directives' | 'nothing' = 'nothing';
  for (const line of part.split('\n')) {
    if (/^\s*(?:#|$)/.test(line.replace(/^(?:---|\.\.\.)(?=\s|$)/, ''))) continue;
    if (!line.startsWith('%')) return 'content';
    holds = 'directives';
  }
  return holds;
}
