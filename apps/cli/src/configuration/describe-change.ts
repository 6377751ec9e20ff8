import type { ConfigurationChange } from './client.ts';

const signs = { CREATE: '+', UPDATE: '~', DELETE: '-' } as const;
const MAX_LENGTH = 120;

/** A change in lines: what, and below it what differs where it was there before and stays. */
export function describeChange({ action, kind, name, facts }: ConfigurationChange): readonly string[] {
  const head = `${signs[action]} ${kind} ${JSON.stringify(name)}`;
  if (action !== 'UPDATE') return [head];
  return [
    head,
    ...facts.map(({ field, before, after }) => `    ${field}: ${short(before)} → ${short(after)}`),
  ];
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}…`;
}
