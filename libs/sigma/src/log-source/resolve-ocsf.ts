import ocsf from '../../data/ocsf.json' with { type: 'json' };
import { mapOf, toMap } from '../map-of.ts';
import type { LogSource } from './log-source.ts';
import { placeCategories } from './place-categories.ts';
import type { Identity } from './read-identity.ts';
import { sourceList } from './source-lists.ts';

const classes = mapOf(ocsf.classes, ({ activities }) => toMap(activities));
const products = mapOf(ocsf.products, ({ source }) => sourceList([source]));
const systems = toMap(ocsf.systems);

/** The log sources of an event by class and activity of the Open Cybersecurity Schema Framework; undefined if they tell none. */
export function resolveOcsf(identity: Identity): readonly LogSource[] | undefined {
  const uid = identity.text('class_uid');
  if (uid === '') return undefined;
  const product = products.get(identity.lowerTexts('metadata.product.name')[0] ?? '');
  if (product !== undefined) return product;
  const activities = classes.get(uid);
  const categories = activities?.get('*') ?? activities?.get(identity.text('activity_id')) ?? [];
  return placeCategories(categories, systems.get(identity.text('device.os.type_id')));
}
