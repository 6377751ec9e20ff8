import type { CompareOperator, Test, TextMatch } from '../detection/predicate.ts';
import { excerptOf } from './excerpt.ts';

const comparisons: Readonly<Record<CompareOperator | 'eq', string>> = {
  lt: 'less than',
  lte: 'at most',
  gt: 'greater than',
  gte: 'at least',
  eq: '',
};

/** What a test asks of a value, once as a statement and once as its denial: "contains 'x'", "does not contain 'x'". */
export interface TestWords {
  readonly holds: string;
  readonly fails: string;
}

/** Puts a test into words that follow the name of a field. Texts are quoted as they are compared, which is case-folded. */
export function describeTest(test: Test): TestWords {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
      return matchWords(test.kind, quote(test.text));
    case 'wildcard':
      return {
        holds: `fits the pattern ${quote(test.source)}`,
        fails: `does not fit the pattern ${quote(test.source)}`,
      };
    case 'regex': {
      const regex = `the regular expression ${quote(test.source)}${test.flags === '' ? '' : ` (${test.flags})`}`;
      return { holds: `matches ${regex}`, fails: `does not match ${regex}` };
    }
    case 'network':
      return { holds: `is in the network ${test.cidr}`, fails: `is not in the network ${test.cidr}` };
    case 'compare': {
      const limit = `${comparisons[test.operator]} ${test.limit}`;
      return { holds: `is ${limit}`, fails: `is not ${limit}` };
    }
    case 'time': {
      const limit = `${comparisons[test.operator]} ${test.limit}`.trim();
      return { holds: `has a ${test.part} that is ${limit}`, fails: `has no ${test.part} that is ${limit}` };
    }
    case 'field':
      return matchWords(test.match, `the value of ${test.other}`);
    case 'exists':
      return { holds: 'is present', fails: 'is absent' };
    case 'null':
      return { holds: 'is absent or null', fails: 'is present and not null' };
    case 'value':
      return { holds: 'has a value', fails: 'has no value' };
  }
}

function matchWords(match: TextMatch, what: string): TestWords {
  switch (match) {
    case 'equals':
      return { holds: `is ${what}`, fails: `is not ${what}` };
    case 'prefix':
      return { holds: `starts with ${what}`, fails: `does not start with ${what}` };
    case 'suffix':
      return { holds: `ends with ${what}`, fails: `does not end with ${what}` };
    case 'contains':
      return { holds: `contains ${what}`, fails: `does not contain ${what}` };
  }
}

/** A text in single quotes, cut where it is long. */
export function quote(text: string): string {
  return `'${excerptOf(text)}'`;
}
