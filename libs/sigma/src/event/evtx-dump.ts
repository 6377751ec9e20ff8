import { liftFields } from './lift-fields.ts';
import type { MutableLayer } from './lift-fields.ts';
import { isRecord } from './sigma-event.ts';
import type { Layer } from './sigma-event.ts';

const attributes = '#attributes';
const text = '#text';

/**
 * `{"Event": {"System": …, "EventData": …}}` as evtx_dump prints it: data fields by their names, `System.X` as `X`, and
 * attributes as `X_Attribute` (Sigma rules specification, "Field Usage").
 */
export function liftEvtxDump(root: Layer): Layer | undefined {
  const event = root['Event'];
  if (!isRecord(event) || !isRecord(event['System'])) return undefined;
  const lifted: MutableLayer = {};
  if (isRecord(event['EventData'])) liftData(lifted, event['EventData']);
  if (isRecord(event['UserData'])) {
    for (const part of Object.values(event['UserData'])) if (isRecord(part)) liftData(lifted, part);
  }
  liftSystem(lifted, event['System']);
  return lifted;
}

function liftData(lifted: MutableLayer, data: Layer): void {
  for (const name of Object.keys(data)) {
    if (name !== attributes) liftFields(lifted, { [name]: plainValue(data[name]) });
  }
}

/** Unwraps `{"#text": value}`, which stands for an element that has attributes or no name. */
function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  return isRecord(value) && Object.hasOwn(value, text) ? value[text] : value;
}

function liftSystem(lifted: MutableLayer, system: Layer): void {
  for (const name of Object.keys(system)) {
    const value = system[name];
    if (!isRecord(value)) liftFields(lifted, { [name]: value });
    else {
      if (Object.hasOwn(value, text)) liftFields(lifted, { [name]: value[text] });
      const own = value[attributes];
      if (!isRecord(own)) continue;
      for (const attribute of Object.keys(own))
        liftFields(lifted, { [`${name}_${attribute}`]: own[attribute] });
    }
  }
}
