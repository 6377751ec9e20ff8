import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../usage-error.ts';

/** Files of a folder that are read. */
const MAX_FILES = 10_000;
/** Kinds that an export may be without. */
const OPTIONAL_KINDS = ['settings', 'rules'] as const;

const part = z.looseObject({ version: z.literal(1) });
const list = z.array(z.unknown());
type Part = z.output<typeof part>;

/**
 * The document that the YAML files of a folder and of the folders in it make together: what stands in lists is joined, in the order of
 * the paths. Throws UsageError with the file that can't be read, or that says something twice.
 */
export async function readDocumentFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  if (paths.length === 0) throw new UsageError(`there are no YAML files in ${folder}`);
  if (paths.length > MAX_FILES)
    throw new UsageError(`there are more than ${MAX_FILES} YAML files in ${folder}`);
  const whole = new Map<string, unknown>();
  for (const path of paths) {
    const { version: _version, ...kinds } = readPart(path, await readFile(path, 'utf8'));
    for (const [kind, value] of Object.entries(kinds)) {
      const [before, more] = [list.safeParse(whole.get(kind)), list.safeParse(value)];
      if (!whole.has(kind)) whole.set(kind, value);
      else if (before.success && more.success) whole.set(kind, [...before.data, ...more.data]);
      else throw new UsageError(`${path}: "${kind}" stands in another file already, and is no list`);
    }
  }
  return stringify(
    { version: 1, ...Object.fromEntries(whole) },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/**
 * Writes a document as one file for each kind of things. Settings and rules of an earlier export go where the document has none; what
 * else is in the folder stays.
 */
export async function writeDocumentFolder(folder: string, document: string): Promise<void> {
  const { version, ...kinds } = readPart('the document', document);
  await mkdir(folder, { recursive: true });
  for (const [kind, value] of Object.entries(kinds)) {
    const text = stringify({ version, [kind]: value }, { lineWidth: 0, aliasDuplicateObjects: false });
    await writeFile(join(folder, `${kind}.yml`), text);
  }
  for (const kind of OPTIONAL_KINDS)
    if (!(kind in kinds)) await rm(join(folder, `${kind}.yml`), { force: true });
}

function readPart(path: string, text: string): Part {
  const yaml = parseDocument(text);
  const [fault] = yaml.errors;
  if (fault !== undefined) throw new UsageError(`${path}: ${fault.message.split('\n', 1)[0]}`);
  const parsed = part.safeParse(yaml.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return parsed.data;
  throw new UsageError(`${path}: it begins with "version: 1", and is a document of the configuration`);
}
