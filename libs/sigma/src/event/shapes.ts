import cloud from '../../data/cloud.json' with { type: 'json' };
import { ecsMappings, ecsMarks, mappingOfEcs } from './ecs.ts';
import { liftEvtxDump } from './evtx-dump.ts';
import { mappingOfOcsf, ocsfMappings, ocsfMarks } from './ocsf.ts';
import { createMapping } from './field-mapping.ts';
import type { FieldMapping } from './field-mapping.ts';
import { liftSentinel } from './sentinel.ts';
import { fieldPath, valueAt } from './field-path.ts';
import type { Layer } from './sigma-event.ts';
import { liftWinlogbeat } from './winlogbeat.ts';

/** A way to lift fields to the top that an event hides below it. */
export interface EventShape {
  /** Answers undefined for events of another shape. */
  readonly lift: (root: Layer) => Layer | undefined;
  /** The fields come out of encoded text, so the event itself doesn't show their values. */
  readonly isDecoded: boolean;
}

/** Shapes that keep the fields' own names, tried in this order; the first that fits counts. */
export const eventShapes: readonly EventShape[] = [
  { lift: liftEvtxDump, isDecoded: false },
  { lift: liftWinlogbeat, isDecoded: false },
  { lift: liftSentinel, isDecoded: true },
];

const cloudShapes = cloud.shapes.map(({ key, fields, lift }) => ({
  path: fieldPath(key),
  mapping: createMapping(fields, lift),
}));
const cloudMarks = cloud.shapes.map(({ key }) => key);

/** Schemas with names of their own, tried in this order; each answers the mapping of an event that is of it. */
export const fieldSchemas: readonly ((root: Layer) => FieldMapping | undefined)[] = [
  mappingOfEcs,
  mappingOfOcsf,
  ...cloudShapes.map(
    ({ path, mapping }) =>
      (root: Layer) =>
        valueAt(root, path) === undefined ? undefined : mapping,
  ),
];

/** What marks the events of these schemas, as paths from the top: an event without any of them is of none. */
export const schemaMarks: readonly string[] = [...ecsMarks, ...ocsfMarks, ...cloudMarks];

/** A schema that the byte engine knows; paths are from the top. */
export interface ByteSchema {
  /** One of them marks an event of the schema. */
  readonly marks: readonly string[];
  /** What decides which of the mappings an event has: parts of its identity (`log-source/identity.ts`), by their values. */
  readonly decidedBy: readonly string[];
  readonly mappings: readonly FieldMapping[];
}

/** The schemas that the byte engine knows. */
export const byteSchemas: readonly ByteSchema[] = [
  { marks: ecsMarks, decidedBy: ['event.dataset', 'event.module'], mappings: ecsMappings },
  { marks: ocsfMarks, decidedBy: ['class_uid', 'metadata.product.name'], mappings: ocsfMappings },
];

/**
 * Keys, as paths from the top, whose presence means that the event must be read as an object: only there are the other
 * schemas known, and the registry values of Windows' audit.
 */
export const unusualKeys: readonly string[] = [
  ...cloudMarks,
  ...['', 'Event.EventData.', 'winlog.event_data.', 'winlog.user_data.'].map((at) => `${at}ObjectValueName`),
];
