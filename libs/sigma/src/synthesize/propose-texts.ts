import type { Test, TextMatch } from '../detection/predicate.ts';
import { testText } from '../detection/test-text.ts';
import { foldCase } from '../pattern/fold.ts';
import { joinPieces, piecesOf } from './join-pieces.ts';
import type { Random } from './random.ts';
import { timesFor } from './write-time.ts';

/** What stands between pieces of a text, likeliest first. */
const separators = ['', ' ', '\\', '/', 'x', '-', '.', ' x ', '"', '\n'];

/** Ways to join the pieces that are tried with chance in them. */
const randomTries = 16;

/**
 * Texts that may pass all of the tests; whether one does must be tested. Not all texts there are: an empty answer proves
 * nothing, but for tests of which one asks for an exact text.
 */
export function* proposeTexts(tests: readonly Test[], random: Random): Generator<string> {
  const exact = tests.filter(isExact);
  if (exact.length > 0) {
    for (const { text, isCased } of exact) {
      yield text;
      if (!isCased) yield text.toUpperCase();
    }
    return;
  }
  if (tests.length === 0) {
    yield* ['synthetic', 'x', '1', '0', '', '192.0.2.1', 'C:\\x\\y.exe'];
    return;
  }
  yield* proposeNumbers(tests);
  yield* proposeAddresses(tests);
  const times = tests.filter((test) => test.kind === 'time');
  if (times.length > 0)
    yield* timesFor(times, (text, parts) => parts.every((test) => testText(test, text, foldCase(text))));
  const natural = joinPieces(piecesOf(tests, undefined, ''), undefined, undefined);
  if (/^\\.*\.\w{2,4}$/s.test(natural)) yield `C:${natural}`;
  yield natural;
  for (const separator of separators) yield joinPieces(piecesOf(tests, undefined, ''), separator, undefined);
  for (let count = 0; count < randomTries; count += 1) {
    const separator = separators[random.below(separators.length)] ?? '';
    const filler =
      count % 2 === 0 ? '' : joinPieces(piecesOf(tests.filter(isPlain), undefined, ''), separator, random);
    yield joinPieces(piecesOf(tests, random, filler), separator, random);
    // A regular expression or pattern that asks for both ends takes the others in.
    for (const test of tests)
      if (!isPlain(test)) yield joinPieces(piecesOf([test], random, filler), separator, random);
  }
}

function isExact(test: Test): test is Test & { readonly kind: TextMatch } {
  return test.kind === 'equals';
}

function isPlain(test: Test): boolean {
  return test.kind === 'contains' || test.kind === 'prefix' || test.kind === 'suffix';
}

function* proposeNumbers(tests: readonly Test[]): Generator<string> {
  for (const test of tests) {
    if (test.kind !== 'compare') continue;
    const { limit } = test;
    if (typeof limit === 'bigint') {
      for (const step of [0n, 1n, -1n]) yield String(limit + step);
    } else for (const step of [0, 1, -1, 0.5, -0.5]) yield String(limit + step);
  }
}

function* proposeAddresses(tests: readonly Test[]): Generator<string> {
  for (const test of tests) {
    if (test.kind !== 'network') continue;
    const [base = ''] = test.cidr.split('/', 1);
    // The network's own address, and some beside it where others are excluded.
    if (base.includes('.') && !base.includes(':')) {
      const bytes = base.split('.').map(Number);
      for (const last of [1, 10, 200]) yield [...bytes.slice(0, 3), last].join('.');
      for (const third of [1, 77, 200]) yield [...bytes.slice(0, 2), third, 7].join('.');
      for (const second of [1, 77, 200]) yield [bytes[0] ?? 0, second, 7, 7].join('.');
      for (const first of [1, 77, 200]) yield [first, 7, 7, 7].join('.');
    } else if (base.endsWith('::')) yield `${base}1`;
    yield base;
  }
}
