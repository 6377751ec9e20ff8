import { liftFields } from './lift-fields.ts';
import type { MutableLayer } from './lift-fields.ts';
import { isRecord } from './sigma-event.ts';
import type { Layer } from './sigma-event.ts';

/** Names that winlogbeat gives to what Windows calls otherwise (Winlogbeat reference, "Exported fields": Winlog). */
export const systemFields: readonly (readonly [string, string])[] = [
  ['event_id', 'EventID'],
  ['channel', 'Channel'],
  ['provider_name', 'Provider_Name'],
  ['provider_guid', 'Provider_Guid'],
  ['computer_name', 'Computer'],
  ['record_id', 'EventRecordID'],
  ['task', 'Task'],
  ['opcode', 'Opcode'],
];

/** `{"winlog": {"channel": …, "event_data": …}}`, nested or with dotted names. */
export function liftWinlogbeat(root: Layer): Layer | undefined {
  const winlog = root['winlog'];
  if (!isRecord(winlog)) return root['winlog.channel'] === undefined ? undefined : liftDotted(root);
  const lifted: MutableLayer = {};
  if (isRecord(winlog['event_data'])) liftFields(lifted, winlog['event_data']);
  if (isRecord(winlog['user_data'])) liftFields(lifted, winlog['user_data']);
  for (const [from, to] of systemFields) {
    if (winlog[from] !== undefined) liftFields(lifted, { [to]: winlog[from] });
  }
  return lifted;
}

function liftDotted(root: Layer): Layer {
  const lifted: MutableLayer = {};
  for (const name of Object.keys(root)) {
    for (const prefix of ['winlog.event_data.', 'winlog.user_data.']) {
      if (name.startsWith(prefix)) liftFields(lifted, { [name.slice(prefix.length)]: root[name] });
    }
  }
  for (const [from, to] of systemFields) {
    const value = root[`winlog.${from}`];
    if (value !== undefined) liftFields(lifted, { [to]: value });
  }
  return lifted;
}
