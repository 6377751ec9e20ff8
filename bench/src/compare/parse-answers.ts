import { BenchError } from '../bench-error.ts';

/**
 * A peer's answers, one for each line of events: its 1-based number, a tab, and the ids of the rules that match with
 * commas between. Throws a BenchError that names the first line of another form.
 */
export function parseAnswers(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n');
  // What stands behind the last line end; an answer may itself end in a tab.
  if (lines.at(-1) === '') lines.pop();
  return lines.map((answer, index) => {
    const line = String(index + 1);
    const [number, ids] = answer.split('\t');
    if (number !== line || ids === undefined)
      throw new BenchError(`line ${line} of the peer's answers is not "${line}", a tab and ids`);
    return ids.split(',').filter((id) => id !== '');
  });
}
