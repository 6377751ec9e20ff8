import { LineCounter, parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import { StartPosition } from '../pipelines/index.ts';
import { LEVELS, MAX_SELECTED_RULES, RuleStage } from '../rules/index.ts';
import { SyncMode } from '../repositories/index.ts';
import { SETTING_NAMES } from '../settings/index.ts';
import { ruleKey } from './named-rules.ts';

/** Longest document, in UTF-16 units. */
const MAX_LENGTH = 8 * 1024 * 1024;

/** As the services keep it: without the white space around it. */
const name = z.string().trim().min(1).max(100);
/** What is named twice counts once. */
const names = z.array(name).transform(distinct).default([]);
const part = z.string().optional();
/** A log source that names nothing is none. */
const parts = z
  .strictObject({ product: part, category: part, service: part })
  .nullable()
  .transform((given): SigmaLogSource | null => {
    const named = Object.entries(given ?? {}).filter(([, text]) => text !== undefined && text !== '');
    return named.length === 0 ? null : Object.fromEntries(named);
  })
  .default(null);
type SigmaLogSource = { readonly product?: string; readonly category?: string; readonly service?: string };

const schedule = {
  intervalMinutes: z.number().int().nullable().default(null),
  cron: z.string().nullable().default(null),
  mode: z.enum(SyncMode).default(SyncMode.AUTO),
  maxRemovedPercent: z.number().int().default(20),
};
/** Secrets are no part of it: they are set by themselves. */
const git = z.strictObject({
  url: z.string(),
  ref: z.string().nullable().default(null),
  folders: z.array(z.string()).default([]),
  ...schedule,
});
const socPrime = z.strictObject({ platformId: z.string().min(1).max(200), ...schedule });
const repository = z
  .strictObject({
    name,
    description: z.string().default(''),
    /** With neither, the repository is LOCAL. */
    git: git.optional(),
    socPrime: socPrime.optional(),
  })
  .refine((given) => given.git === undefined || given.socPrime === undefined, 'it has git and socPrime');
/** A rule by its repository's name and its Sigma id. */
const rule = { repository: name, id: z.string().trim().min(1) };
const ruleState = z.strictObject({
  ...rule,
  enabled: z.boolean().default(true),
  stage: z.enum(RuleStage).default(RuleStage.LIVE),
  /** Null: as the rule's text says. */
  level: z.enum(LEVELS).nullable().default(null),
  isPinned: z.boolean().default(false),
});
const filter = z.strictObject({ name, text: z.string() });
const logSource = z.strictObject({
  name,
  script: z.string().default(''),
  mapping: z.record(z.string(), z.array(z.string()).transform(distinct)).default({}),
  /** Absent: they are left alone. */
  testTopics: z.array(z.string()).transform(distinct).optional(),
});
const pipeline = z.strictObject({
  name,
  enabled: z.boolean().default(true),
  sourceTopics: z.array(z.string()),
  destinationTopic: z.string(),
  repositories: names,
  filters: names,
  logSource: name.nullable().default(null),
  sigmaLogSource: parts,
  customFields: z.record(z.string(), z.json()).default({}),
  /** Absent: they are left alone. */
  disabledRules: z.array(z.strictObject(rule)).max(MAX_SELECTED_RULES).transform(distinctRules).optional(),
  startPosition: z.enum(StartPosition).default(StartPosition.LATEST),
  startAt: z.iso.datetime().nullable().default(null),
  writeUntagged: z.boolean().default(false),
  writeFiltered: z.boolean().default(false),
  writeParsed: z.boolean().default(false),
});

const settings = z.partialRecord(z.enum(SETTING_NAMES), z.number().int());

const document = z.strictObject({
  version: z.literal(1),
  /** Those that differ from the defaults; absent: they are left alone. */
  settings: settings.optional(),
  repositories: z.array(repository).default([]),
  /** Those whose state is not the default; absent: all are left alone. */
  rules: z.array(ruleState).max(MAX_SELECTED_RULES).optional(),
  filters: z.array(filter).default([]),
  logSources: z.array(logSource).default([]),
  pipelines: z.array(pipeline).default([]),
});

/** As it is written: what is as it is by default may be left out. */
export type WrittenDocument = z.input<typeof document>;
/** The configuration as people keep it in a file: everything by name. */
export type ConfigurationDocument = z.output<typeof document>;
export type DocumentedRepository = ConfigurationDocument['repositories'][number];
/** A rule as a document names it. */
export type DocumentedRule = { readonly repository: string; readonly id: string };
export type DocumentedRuleState = z.output<typeof ruleState>;
export type DocumentedPipeline = ConfigurationDocument['pipelines'][number];

const kinds = ['repositories', 'filters', 'logSources', 'pipelines'] as const;

/** Reads a document. Throws BAD_USER_INPUT with the place of what is wrong. */
export function readDocument(text: string): ConfigurationDocument {
  if (text.length > MAX_LENGTH)
    throw refuse(`it has ${text.length} characters; at most ${MAX_LENGTH} are read`);
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines });
  const [fault] = yaml.errors;
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw refuse(
      `line ${line}, column ${col}: ${fault.message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '')}`,
    );
  }
  const parsed = document.safeParse(toPlain(yaml));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(`${issue?.path.join('.') || 'the document'}: ${issue?.message}`);
  }
  for (const kind of kinds)
    refuseTwice(
      kind,
      parsed.data[kind].map((object) => object.name),
    );
  refuseTwice(
    'rules',
    (parsed.data.rules ?? []).map(({ repository, id }) => `${id}" of "${repository}`),
  );
  return parsed.data;
}

/** The document as YAML, always in the same order. */
export function writeDocument(configuration: WrittenDocument): string {
  return stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false });
}

function toPlain(yaml: ReturnType<typeof parseDocument>): unknown {
  try {
    return yaml.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw refuse(cause instanceof Error ? cause.message : 'it can not be read');
  }
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function distinctRules(rules: readonly DocumentedRule[]): DocumentedRule[] {
  return [...new Map(rules.map((each) => [ruleKey(each), each])).values()];
}

function refuseTwice(kind: string, names: readonly string[]): void {
  const seen = new Set<string>();
  const twice = names.find((one) => seen.size === seen.add(one).size);
  if (twice !== undefined) throw refuse(`${kind}: "${twice}" stands there twice`);
}

function refuse(reason: string): AppError {
  return new AppError('BAD_USER_INPUT', `The configuration can't be read: ${reason}.`);
}
