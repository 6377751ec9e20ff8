import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { RuleFile } from '@sluice/archive';
import type { Diagnostic } from '@sluice/diagnostics';
import { parseRule } from '@sluice/sigma';
import { hasNul } from '../../database/nul.ts';
import { foreignFormat } from './foreign-format.ts';
import { columnsHaveNul, ruleColumns, type RuleColumns } from './rule-columns.ts';
import { textHash } from './text-hash.ts';

export interface ParsedFile {
  readonly path: string;
  readonly columns: RuleColumns;
  /** SHA-256 of the text, hexadecimal. */
  readonly textHash: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface RefusedFile {
  readonly path: string;
  readonly diagnostics: readonly Diagnostic[];
}

const TOML = /\.toml$/i;

/** Parsing is CPU time: other requests get their turn after this many files. */
const FILES_PER_TURN = 20;

function duplicate(sigmaId: string, path: string): Diagnostic {
  return {
    code: 'upload.duplicate-id',
    severity: 'error',
    message: `the id ${sigmaId} stands in ${path} too, which was taken`,
    hint: 'give each rule its own id',
  };
}

function unreadable(code: string, message: string): Diagnostic {
  return { code: `upload.${code.toLowerCase().replaceAll('_', '-')}`, severity: 'error', message };
}

const NUL_CHARACTER: Diagnostic = {
  code: 'upload.nul-character',
  severity: 'error',
  message: 'the file holds the character U+0000, which can not be stored',
  hint: 'remove it; a file in UTF-16 is converted to UTF-8',
};

const MAX_PATH_CHARS = 1_000;

/** Paths are kept and shown, and written where rules are exported: none climbs out of its folder. */
function pathFault(path: string): Diagnostic | undefined {
  const isFit = path.length <= MAX_PATH_CHARS && !/^[\\/]|^[a-z]:|(^|[\\/])\.\.?([\\/]|$)/i.test(path);
  if (isFit && path !== '') return undefined;
  return {
    code: 'upload.path',
    severity: 'error',
    message: `the path is empty, absolute, climbs by "..", or has more than ${MAX_PATH_CHARS} characters`,
    hint: 'give the path relative to the folder of rules',
  };
}

function parseFile(file: RuleFile): ParsedFile | RefusedFile {
  const { path } = file;
  if (!file.ok) return { path, diagnostics: [unreadable(file.code, file.message)] };
  const { text } = file;
  const fault = pathFault(path);
  if (fault !== undefined) return { path: path.slice(0, MAX_PATH_CHARS), diagnostics: [fault] };
  if (hasNul(path) || hasNul(text)) return { path, diagnostics: [NUL_CHARACTER] };
  const result = TOML.test(path) ? undefined : parseRule(text);
  if (result?.ok !== true) {
    const foreign = foreignFormat(path, text);
    return { path, diagnostics: foreign === undefined ? (result?.diagnostics ?? []) : [foreign] };
  }
  const columns = ruleColumns(result.value, text);
  if (columnsHaveNul(columns)) return { path, diagnostics: [NUL_CHARACTER] };
  return { path, columns, textHash: textHash(text), diagnostics: result.diagnostics };
}

export interface ReadFiles {
  readonly parsed: readonly ParsedFile[];
  readonly refused: readonly RefusedFile[];
  /** Sigma ids of rules whose files are as they were: they were not parsed again. */
  readonly same: ReadonlySet<string>;
}

export interface ParseOptions {
  /** Hears how many files are done; it may throw. */
  onTurn?(done: number): void;
  /** The Sigma id of the rule that a file with this path and text is known as. */
  findSame?(path: string, textHash: string): string | undefined;
}

/** The files that are rules, one for each Sigma id, and those that are refused. */
export async function parseFiles(
  files: readonly RuleFile[],
  { onTurn, findSame }: ParseOptions = {},
): Promise<ReadFiles> {
  const parsed: ParsedFile[] = [];
  const refused: RefusedFile[] = [];
  const same = new Set<string>();
  /** Where each Sigma id was found first. */
  const places = new Map<string, string>();
  const isFirst = (sigmaId: string, path: string): boolean => {
    const first = places.get(sigmaId);
    if (first === undefined) places.set(sigmaId, path);
    else refused.push({ path, diagnostics: [duplicate(sigmaId, first)] });
    return first === undefined;
  };
  for (const [index, file] of files.entries()) {
    if (index % FILES_PER_TURN === 0) {
      await yieldToOthers();
      onTurn?.(index);
    }
    const known = file.ok && findSame !== undefined ? findSame(file.path, textHash(file.text)) : undefined;
    if (known !== undefined) {
      if (isFirst(known, file.path)) same.add(known);
      continue;
    }
    const read = parseFile(file);
    if (!('columns' in read)) refused.push(read);
    else if (isFirst(read.columns.sigmaId, read.path)) parsed.push(read);
  }
  return { parsed, refused, same };
}
