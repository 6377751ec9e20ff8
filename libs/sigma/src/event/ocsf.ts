import ocsf from '../../data/ocsf.json' with { type: 'json' };
import { createMapping } from './field-mapping.ts';
import { fieldPath, valueAt } from './field-path.ts';
import { textOfValue } from './sigma-event.ts';
import type { Layer } from './sigma-event.ts';

const mapClass = new Map(
  Object.entries(ocsf.classes).map(([uid, { fields }]) => [uid, createMapping(fields, [])]),
);
const mapProduct = new Map(
  Object.entries(ocsf.products).map(([name, { fields }]) => [name, createMapping(fields, [])]),
);

const productName = fieldPath('metadata.product.name');

/** The fields of an event of the Open Cybersecurity Schema Framework under Sigma's names; undefined for other events. */
export function mapOcsf(root: Layer): Layer | undefined {
  if (root['class_uid'] === undefined) return undefined;
  const product = valueAt(root, productName);
  const map = mapProduct.get((textOfValue(product) ?? '').toLowerCase());
  return (map ?? mapClass.get(textOfValue(root['class_uid']) ?? ''))?.(root);
}
