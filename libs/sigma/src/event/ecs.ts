import ecs from '../../data/ecs.json' with { type: 'json' };
import { createMapping } from './field-mapping.ts';
import { fieldPath, valueAt } from './field-path.ts';
import { isRecord, textOfValue } from './sigma-event.ts';
import type { Layer } from './sigma-event.ts';

const mapCommon = createMapping(ecs.fields, []);
const mapDataset = new Map(
  Object.entries(ecs.datasets).map(([name, { fields, lift }]) => [
    name,
    createMapping({ ...ecs.fields, ...fields }, lift ?? []),
  ]),
);
/** Keys that only events of the schema have; its reference asks for the first two in every event. */
const marks = ['ecs', 'ecs.version'];
const eventMarks = ['category', 'dataset', 'kind', 'module'];
const dottedMarks = eventMarks.map((name) => `event.${name}`);
/** What marks an event of the schema, as paths from the top. */
export const ecsMarks: readonly string[] = [...marks, ...dottedMarks];

const dataset = fieldPath('event.dataset');
const module = fieldPath('event.module');

/** The fields of an event of the Elastic Common Schema under Sigma's names; undefined for other events. */
export function mapEcs(root: Layer): Layer | undefined {
  if (!hasMark(root)) return undefined;
  const name = textOfValue(valueAt(root, dataset));
  // Auditbeat names no data set.
  const named = name ?? (valueAt(root, module) === 'auditd' ? 'auditd_manager.auditd' : '');
  return (mapDataset.get(named.toLowerCase()) ?? mapCommon)(root);
}

function hasMark(root: Layer): boolean {
  const { event } = root;
  if (isRecord(event)) {
    if (eventMarks.some((name) => event[name] !== undefined)) return true;
  }
  return ecsMarks.some((mark) => root[mark] !== undefined);
}
