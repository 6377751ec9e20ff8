import ecs from '../../data/ecs.json' with { type: 'json' };
import { mapOf } from '../map-of.ts';
import { createMapping } from './field-mapping.ts';
import type { FieldMapping } from './field-mapping.ts';
import { fieldPath, valueAt } from './field-path.ts';
import { isRecord, textOfValue } from './sigma-event.ts';
import type { Layer } from './sigma-event.ts';

const common = createMapping(ecs.fields);
const datasets = mapOf(ecs.datasets, ({ fields, lift }) => createMapping({ ...ecs.fields, ...fields }, lift));
/** Every mapping of the schema. */
export const ecsMappings: readonly FieldMapping[] = [common, ...datasets.values()];
/** Keys that only events of the schema have; its reference asks for the first two in every event. */
const marks = ['ecs', 'ecs.version'];
const eventMarks = ['category', 'dataset', 'kind', 'module'];
const dottedMarks = eventMarks.map((name) => `event.${name}`);
/** What marks an event of the schema, as paths from the top. */
export const ecsMarks: readonly string[] = [...marks, ...dottedMarks];

const dataset = fieldPath('event.dataset');
const module = fieldPath('event.module');

/** The mapping of an event of the Elastic Common Schema; undefined for other events. */
export function mappingOfEcs(root: Layer): FieldMapping | undefined {
  if (!hasMark(root)) return undefined;
  const name = textOfValue(valueAt(root, dataset));
  // Auditbeat names no data set.
  const named = name ?? (valueAt(root, module) === 'auditd' ? 'auditd_manager.auditd' : '');
  return datasets.get(named.toLowerCase()) ?? common;
}

function hasMark(root: Layer): boolean {
  const { event } = root;
  if (isRecord(event)) {
    if (eventMarks.some((name) => event[name] !== undefined)) return true;
  }
  return ecsMarks.some((mark) => root[mark] !== undefined);
}
