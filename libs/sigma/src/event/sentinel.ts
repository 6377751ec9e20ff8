import { liftFields } from './lift-fields.ts';
import type { MutableLayer } from './lift-fields.ts';
import { isRecord } from './sigma-event.ts';
import type { Layer } from './sigma-event.ts';

/** Microsoft Sentinel's WindowsEvent table: `EventData` holds the data fields, as an object or as JSON text. */
export function liftSentinel(root: Layer): Layer | undefined {
  const data = root['EventData'];
  if (data === undefined || root['Channel'] === undefined) return undefined;
  const fields = typeof data === 'string' ? parseObject(data) : data;
  if (!isRecord(fields)) return undefined;
  const lifted: MutableLayer = {};
  liftFields(lifted, fields);
  if (typeof root['Provider'] === 'string') liftFields(lifted, { Provider_Name: root['Provider'] });
  return lifted;
}

function parseObject(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Some agents put XML here: the field stays the text that it is.
    return undefined;
  }
}
