import ecs from '../../data/ecs.json' with { type: 'json' };
import { mapOf, toMap } from '../map-of.ts';
import type { LogSource } from './log-source.ts';
import { placeCategories } from './place-categories.ts';
import type { Identity } from './read-identity.ts';

const products = toMap(ecs.products);
const categories = mapOf(ecs.categories, toMap);
const actions = toMap(ecs.actions);

/** The log sources of an event by the categories of the Elastic Common Schema; undefined if they tell none. */
export function resolveEcs(identity: Identity): readonly LogSource[] | undefined {
  const found = new Set<string>();
  const types = identity.lowerTexts('event.type');
  for (const category of identity.lowerTexts('event.category')) {
    const byType = categories.get(category);
    if (byType === undefined) continue;
    for (const type of ['*', ...types]) for (const name of byType.get(type) ?? []) found.add(name);
    if (category === 'file')
      for (const action of identity.lowerTexts('event.action')) {
        const names = actions.get(action);
        if (names === undefined) continue;
        found.clear();
        for (const name of names) found.add(name);
      }
  }
  if (found.has('network_connection') || identity.lowerTexts('event.type').includes('protocol'))
    if (identity.has('dns.question.name')) for (const name of ['dns_query', 'dns']) found.add(name);
  return placeCategories([...found], productOf(identity));
}

function productOf(identity: Identity): string | undefined {
  for (const name of ['host.os.type', 'host.os.platform']) {
    for (const text of identity.lowerTexts(name)) {
      const product = products.get(text);
      if (product !== undefined) return product;
    }
  }
  return undefined;
}
