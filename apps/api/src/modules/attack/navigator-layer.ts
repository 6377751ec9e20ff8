import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import { storableText } from '../../database/storable-text.ts';
import type { AttackLayer, LayerTechnique } from './attack-layer.entity.ts';
import type { AttackCatalogueState } from './attack-catalogue.entity.ts';
import type { AttackMatrix, TechniqueCoverage } from './coverage.service.ts';

/** Longest layer, in UTF-16 units. */
const MAX_LENGTH = 5 * 1024 * 1024;
const MAX_TECHNIQUES = 20_000;
const MAX_NAME_CHARS = 100;
const MAX_DESCRIPTION_CHARS = 2_000;

/** ATT&CK Navigator, "Layer File Format Definition", version 4.5. */
const LAYER_VERSION = '4.5';
const NAVIGATOR_VERSION = '5.1.0';
const DOMAIN = 'enterprise-attack';
/** From none to many. */
const COLOURS = ['#ff6666', '#ffe766', '#8ec843'];
/** Of all scores, so many share the gradient; the highest have its last colour, so that a few don't make the rest look alike. */
const GRADIENT_SHARE = 0.9;

const technique = z.object({
  techniqueID: z.string().regex(/^T\d{4}(?:\.\d{3})?$/, 'a technique, such as T1059 or T1059.001'),
  enabled: z.boolean().default(true),
  score: z.number().nullish(),
  color: z.string().max(50).nullish(),
});

const layer = z.object({
  name: z.string(),
  domain: z.string().max(100),
  description: z.string().default(''),
  versions: z.object({ attack: z.string().max(50).nullish() }).optional(),
  techniques: z.array(technique).max(MAX_TECHNIQUES).default([]),
});

export type ImportedLayer = Pick<
  AttackLayer,
  'name' | 'description' | 'domain' | 'attackVersion' | 'techniques'
>;

/**
 * Reads a layer of any 4.x version. It is about the techniques that it scores other than 0 or colours, unless it disables
 * them; of a technique under several tactics the highest score counts. Throws BAD_USER_INPUT with the place of what is wrong.
 */
export function readLayer(text: string): ImportedLayer {
  const parsed = layer.safeParse(single(parseJson(text)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(`${issue?.path.join('.') || 'the layer'}: ${issue?.message}`);
  }
  const { name, domain, description, versions, techniques } = parsed.data;
  const scores = new Map<string, number | null>();
  for (const { techniqueID, enabled, score = null, color } of techniques) {
    const isMarked = score === null ? (color ?? '') !== '' : score !== 0;
    if (enabled && isMarked) scores.set(techniqueID, higher(scores.get(techniqueID) ?? null, score));
  }
  const targets = [...scores].map(([id, score]): LayerTechnique => ({ id, score }));
  if (targets.length === 0) throw refuse('it marks no technique, neither by a score nor by a colour');
  return {
    name: storableText(name.trim().slice(0, MAX_NAME_CHARS)) || 'layer',
    description: storableText(description.slice(0, MAX_DESCRIPTION_CHARS)),
    domain: storableText(domain),
    attackVersion: typeof versions?.attack === 'string' ? storableText(versions.attack) : null,
    techniques: targets.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function higher(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

function parseJson(text: string): unknown {
  if (text.length > MAX_LENGTH) throw refuse(`it has more than ${MAX_LENGTH} characters`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : 'it is no JSON', error);
  }
}

/** Navigator writes all open layers into one list. */
function single(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (value.length !== 1) throw refuse(`it is a list of ${value.length} layers; import one at a time`);
  return value[0] as unknown;
}

function refuse(reason: string, cause?: unknown): AppError {
  const message = `The layer of ATT&CK Navigator can't be read: ${storableText(reason)}.`;
  return new AppError('BAD_USER_INPUT', message, {}, { cause });
}

export type LayerScore = 'RULES' | 'HITS';

export interface LayerOptions {
  readonly name: string;
  readonly description: string;
  readonly score: LayerScore;
}

/** A layer that shows a matrix: each technique in use has its live rules, or its hits, as its score. */
export function writeLayer(
  { techniques, range }: AttackMatrix,
  catalogue: Pick<AttackCatalogueState, 'domain' | 'attackVersion'>,
  { name, description, score }: LayerOptions,
): string {
  const all = techniques.flatMap((each) => [each, ...each.subtechniques]);
  const scoreOf = ({ liveRules, hits }: TechniqueCoverage): number => (score === 'RULES' ? liveRules : hits);
  const { attackVersion } = catalogue;
  const layerOut = {
    name,
    versions: {
      ...(attackVersion === null ? {} : { attack: attackVersion.split('.', 1)[0] }),
      navigator: NAVIGATOR_VERSION,
      layer: LAYER_VERSION,
    },
    domain: catalogue.domain ?? DOMAIN,
    description,
    sorting: 0,
    layout: {
      ...{ layout: 'side', showID: true, showName: true, showAggregateScores: true },
      ...{ countUnscored: false, aggregateFunction: 'sum', expandedSubtechniques: 'none' },
    },
    hideDisabled: false,
    techniques: all.map((each) => ({
      techniqueID: each.id,
      score: scoreOf(each),
      comment: commentOf(each),
      enabled: true,
      showSubtechniques: each.subtechniques.some(({ liveRules }) => liveRules > 0),
    })),
    gradient: { colors: COLOURS, minValue: 0, maxValue: gradientEnd(all.map(scoreOf)) },
    legendItems: [],
    metadata: [
      { name: 'hits from', value: range.from.toISOString() },
      { name: 'hits to', value: range.to.toISOString() },
    ],
  };
  return JSON.stringify(layerOut, undefined, 2);
}

function commentOf({ liveRules, shadowRules, idleRules, hits }: TechniqueCoverage): string {
  return `rules: ${liveRules} live, ${shadowRules} in shadow, ${idleRules} idle; hits: ${hits}`;
}

/** The score that most are at most at; 1 at least, as the gradient must not be empty. */
function gradientEnd(scores: readonly number[]): number {
  const positive = scores.filter((score) => score > 0).sort((a, b) => a - b);
  return positive[Math.ceil(positive.length * GRADIENT_SHARE) - 1] ?? 1;
}
