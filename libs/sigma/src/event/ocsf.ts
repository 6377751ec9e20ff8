import ocsf from '../../data/ocsf.json' with { type: 'json' };
import { mapOf } from '../map-of.ts';
import { createMapping } from './field-mapping.ts';
import type { FieldMapping } from './field-mapping.ts';
import { fieldPath, valueAt } from './field-path.ts';
import { textOfValue } from './sigma-event.ts';
import type { Layer } from './sigma-event.ts';

const classes = mapOf(ocsf.classes, ({ fields }) => createMapping(fields));
const products = mapOf(ocsf.products, ({ fields }) => createMapping(fields));

/** Every mapping of the schema. */
export const ocsfMappings: readonly FieldMapping[] = [...classes.values(), ...products.values()];
/** What marks an event of the schema, as paths from the top. */
export const ocsfMarks: readonly string[] = ['class_uid'];

const productName = fieldPath('metadata.product.name');

/** The mapping of an event of the Open Cybersecurity Schema Framework; undefined for other events. */
export function mappingOfOcsf(root: Layer): FieldMapping | undefined {
  if (root['class_uid'] === undefined) return undefined;
  const product = valueAt(root, productName);
  const mapping = products.get((textOfValue(product) ?? '').toLowerCase());
  return mapping ?? classes.get(textOfValue(root['class_uid']) ?? '');
}
