import type { SigmaEvent } from '../event/sigma-event.ts';
import { normalizeLogSource } from './log-source.ts';
import type { LogSource } from './log-source.ts';
import { readIdentity } from './read-identity.ts';
import type { Identity } from './read-identity.ts';
import { recognise } from './recognise.ts';
import { resolveEcs } from './resolve-ecs.ts';
import { resolveOcsf } from './resolve-ocsf.ts';
import { resolveWindows } from './resolve-windows.ts';
import { internSources } from './source-lists.ts';
import { knownCategories, knownServices } from './taxonomy.ts';

/** Ways to tell an event's log sources, tried in this order; the first that knows the event counts. */
const resolvers: readonly ((identity: Identity) => readonly LogSource[] | undefined)[] = [
  resolveWindows,
  resolveOcsf,
  recognise,
  resolveEcs,
];

/**
 * The log sources that an event belongs to, or undefined where its fields don't tell. Fields named `product`,
 * `category` and `service` win over what the event's shape says. Equal events get the identical array.
 */
export function resolveLogSources(event: SigmaEvent): readonly LogSource[] | undefined {
  const identity = readIdentity(event);
  const inherent = resolveInherent(identity);
  const explicit = explicitSource(identity);
  return explicit === undefined ? inherent : overrideLogSources(explicit, inherent);
}

/** Puts the parts that `source` names in place of the resolved ones. */
export function overrideLogSources(
  source: LogSource,
  resolved: readonly LogSource[] | undefined,
): readonly LogSource[] {
  // Another product's categories and services would be wrong, and a category or service of its own says enough.
  const isRefined = source.category === undefined && source.service === undefined;
  const same = resolved?.filter(({ product }) => product === source.product) ?? [];
  return internSources(isRefined && same.length > 0 ? same : [source]);
}

function resolveInherent(identity: Identity): readonly LogSource[] | undefined {
  for (const resolve of resolvers) {
    const sources = resolve(identity);
    if (sources !== undefined) return sources;
  }
  return undefined;
}

/** `category` and `service` alone are common words: without a product they count only if Sigma knows them. */
function explicitSource(identity: Identity): LogSource | undefined {
  const [product, category, service] = ['product', 'category', 'service'].map(
    (name) => identity.lowerTexts(name)[0] ?? '',
  );
  const isKnown = knownCategories.has(category ?? '') || knownServices.has(service ?? '');
  if (!product && !isKnown) return undefined;
  return normalizeLogSource({ product: product ?? '', category: category ?? '', service: service ?? '' });
}
