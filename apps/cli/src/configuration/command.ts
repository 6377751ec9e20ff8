import { readFile, stat, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { resolveFromCaller } from '../match/env.ts';
import { reportFailure } from '../report-failure.ts';
import { openConfiguration } from './client.ts';
import type { Applied } from './client.ts';
import { readDocumentFolder, writeDocumentFolder } from './document-folder.ts';
import { describeChange } from './describe-change.ts';
import { describePipelines } from './describe-pipelines.ts';

/** Exit code of `sluice diff` where there are differences. */
const DIFFERENT = 2;
const TIMEOUT_MS = 120_000;
const environment = '\nThe API is at SLUICE_URL (http://127.0.0.1:4000); SLUICE_TOKEN is an API token.';

/** `sluice export`, `sluice diff`, `sluice apply`: the configuration as code. */
export function createConfigurationCommands(): readonly Command[] {
  return [
    new Command('export')
      .description('Write repositories, what is set of rules, filters, log sources and pipelines as YAML')
      .option('--out <path>', 'a file, or a folder with / at its end (default: standard output)')
      .addHelpText('after', environment)
      .action((flags: { readonly out?: string }) => run(() => exportConfiguration(flags.out))),
    new Command('diff')
      .description('Tell what applying a document would change; exit code 2 where something would')
      .argument('<path>', 'the document, a folder of documents, or - for standard input')
      .option('--prune', 'also what the document does not name, which would be deleted')
      .option('--sample <topic>', 'with events of this topic, which tell the rules that can never fire')
      .addHelpText('after', environment)
      .action((file: string, flags: Flags) => run(() => diff(file, flags))),
    new Command('apply')
      .description('Make the configuration that of a document: all of it or nothing')
      .argument('<path>', 'the document, a folder of documents, or - for standard input')
      .option('--prune', 'delete what the document does not name')
      .option('--dry-run', 'tell what would change, as diff does, and end with 0')
      .option('--sample <topic>', 'of a dry run: as for diff')
      .addHelpText('after', environment)
      .action((file: string, flags: Flags) =>
        run(async () => {
          await apply(file, flags, flags.dryRun ?? false);
          return 0;
        }),
      ),
  ];
}

interface Flags {
  readonly prune?: boolean;
  readonly dryRun?: boolean;
  readonly sample?: string;
}

/** Most events that a preview reads of a topic. */
const SAMPLED_EVENTS = 100;

async function run(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = reportFailure('sluice', error);
  }
}

async function exportConfiguration(out: string | undefined): Promise<number> {
  const document = await openConfiguration(AbortSignal.timeout(TIMEOUT_MS)).export();
  if (out === undefined) process.stdout.write(document);
  else if (out.endsWith('/') || (await isFolder(resolveFromCaller(out))))
    await writeDocumentFolder(resolveFromCaller(out), document);
  else await writeFile(resolveFromCaller(out), document);
  return 0;
}

async function diff(file: string, flags: Flags): Promise<number> {
  const { changes } = await apply(file, flags, true);
  return changes.length > 0 ? DIFFERENT : 0;
}

/** Applies a document and tells what it did, or would do. */
async function apply(file: string, { prune = false, sample }: Flags, dryRun: boolean): Promise<Applied> {
  const document = file === '-' ? await text(process.stdin) : await readDocument(resolveFromCaller(file));
  const client = openConfiguration(AbortSignal.timeout(TIMEOUT_MS));
  const events = sample === undefined ? {} : { sample: { topic: sample, count: SAMPLED_EVENTS } };
  const applied = await client.apply({ document, dryRun, prune, ...events });
  process.stdout.write(`${report(applied, dryRun)}\n`);
  return applied;
}

async function readDocument(path: string): Promise<string> {
  return (await isFolder(path)) ? readDocumentFolder(path) : readFile(path, 'utf8');
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isDirectory() === true;
}

function report({ changes, revision, pipelines }: Applied, dryRun: boolean): string {
  if (changes.length === 0) return `No changes. The configuration is at revision ${revision}.`;
  const end = dryRun
    ? `${changes.length} would change.`
    : `${changes.length} changed, in revision ${revision}.`;
  const rules = pipelines === null ? [] : describePipelines(pipelines);
  return [...changes.flatMap(describeChange), ...rules, end].join('\n');
}
