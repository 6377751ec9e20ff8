import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Command } from 'commander';
import { resolveFromCaller } from '../env.ts';
import { readWholeNumber } from '../read-whole-number.ts';
import { runCommand } from '../run-command.ts';
import { readBaseRules } from './base-rule.ts';
import { makeRules } from './make-rules.ts';
import type { MadeRule } from './make-rules.ts';
import { printTar } from './print-tar.ts';

interface Flags {
  readonly base: string;
  readonly count: string;
  readonly seed: string;
  readonly keep: string;
  readonly longestList?: string;
  readonly out: string;
}

/** `bench:rules`: many distinct rules, made from real ones. */
export function createRulesCommand(): Command {
  return new Command('rules')
    .description('Make distinct rules with the structure of given ones and literals of their own')
    .requiredOption('--base <source>', "folder or archive of rules to vary, such as SigmaHQ's")
    .option('--count <n>', 'rules to make', '50000')
    .option('--seed <n>', 'the same seed makes the same rules', '1')
    .option('--keep <percent>', 'percentage of items that variants have in common with their base', '0')
    .option('--longest-list <n>', 'cut longer lists of values')
    .requiredOption('--out <path>', 'a .tar.gz, or a folder')
    .action((flags: Flags) => runCommand(() => execute(flags)));
}

async function execute(flags: Flags): Promise<void> {
  const count = readWholeNumber('--count', flags.count, 1, 1_000_000);
  const seed = readWholeNumber('--seed', flags.seed, 0, 2 ** 32 - 1);
  const keptShare = readWholeNumber('--keep', flags.keep, 0, 90) / 100;
  const longestList =
    flags.longestList === undefined
      ? undefined
      : readWholeNumber('--longest-list', flags.longestList, 1, 1_000_000);
  const out = resolveFromCaller(flags.out);
  const rules = makeRules(await readBaseRules(resolveFromCaller(flags.base)), {
    count,
    seed,
    keptShare,
    longestList,
  });
  if (/\.(?:tar\.gz|tgz)$/.test(out))
    await pipeline(Readable.from(printTar(rules, 'made')), createGzip({ level: 1 }), createWriteStream(out));
  else await writeFolder(rules, out);
  process.stderr.write(`${count} rules in ${out}\n`);
}

async function writeFolder(rules: Iterable<MadeRule>, folder: string): Promise<void> {
  for (const { path, text } of rules) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
