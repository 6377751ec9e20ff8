import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileRules, parseRule, toEvent, type SigmaRule } from '@sluice/sigma';
import { z } from 'zod';
import type { EventPool } from './make-event.ts';

const example = z.object({
  match: z.record(z.string(), z.unknown()),
  noMatch: z.record(z.string(), z.unknown()),
});

/** A folder of rules can't be drawn from. */
export class PoolError extends Error {
  override readonly name = 'PoolError';
}

async function readExample(path: string): Promise<z.output<typeof example>> {
  const text = await readFile(path, 'utf8');
  try {
    return example.parse(JSON.parse(text));
  } catch (cause) {
    throw new PoolError(`${path} is no example: JSON with the objects "match" and "noMatch".`, { cause });
  }
}

async function readRules(folder: string, names: readonly string[]): Promise<SigmaRule[]> {
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => parseRule(text)).flatMap((result) => (result.ok ? [result.value] : []));
}

/**
 * Takes the examples `<rule>.events.json` beside the rules of `folder`. Harmless are those that no rule of the folder
 * matches: what one rule lets pass may be what another one looks for.
 */
export async function loadPool(folder: string): Promise<EventPool> {
  const names = await readdir(folder);
  const rules = compileRules(
    await readRules(
      folder,
      names.filter((name) => name.endsWith('.yml')),
    ),
  );
  const files = names.filter((name) => name.endsWith('.events.json'));
  const examples = await Promise.all(files.map((name) => readExample(join(folder, name))));
  const [attack, ...attacks] = examples.map(({ match }) => match);
  const [quiet, ...harmless] = examples
    .map(({ noMatch }) => noMatch)
    .filter((event) => rules.match(toEvent(event)).rules.length === 0);
  if (attack === undefined || quiet === undefined) {
    throw new PoolError(`${folder} holds no examples: files <rule>.events.json with "match" and "noMatch".`);
  }
  return { attacks: [attack, ...attacks], harmless: [quiet, ...harmless] };
}
