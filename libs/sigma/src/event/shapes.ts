import cloud from '../../data/cloud.json' with { type: 'json' };
import { ecsMarks, mapEcs } from './ecs.ts';
import { liftEvtxDump } from './evtx-dump.ts';
import { mapOcsf } from './ocsf.ts';
import { createMapping } from './field-mapping.ts';
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

const cloudShapes = cloud.shapes.map(({ key, fields, lift }) => {
  const map = createMapping(fields, lift ?? []);
  const path = fieldPath(key);
  return (root: Layer): Layer | undefined => (valueAt(root, path) === undefined ? undefined : map(root));
});

/** Schemas with names of their own, tried in this order; each answers the fields under Sigma's names. */
export const fieldSchemas: readonly ((root: Layer) => Layer | undefined)[] = [
  mapEcs,
  mapOcsf,
  ...cloudShapes,
];

/** What marks the events of these schemas, as paths from the top: an event without any of them is of none. */
export const schemaMarks: readonly string[] = [
  ...ecsMarks,
  'class_uid',
  ...cloud.shapes.map(({ key }) => key),
];

/**
 * Keys, as paths from the top, whose presence means that the event must be read as an object: only there are the schemas
 * above known, and the registry values of Windows' audit.
 */
export const unusualKeys: readonly string[] = [
  ...schemaMarks,
  ...['', 'Event.EventData.', 'winlog.event_data.', 'winlog.user_data.'].map((at) => `${at}ObjectValueName`),
];
