import type { DataSource } from 'typeorm';
import { storableText } from '../../database/storable-text.ts';
import type { ActivityEvent } from './activity-event.entity.ts';

export type NewEvent = Pick<
  ActivityEvent,
  'kind' | 'severity' | 'objectId' | 'objectName' | 'message' | 'key'
>;

const MAX_MESSAGE_CHARS = 1_000;

/** Keeps events; one whose key is known is left out, and takes no number either, as readers look for numbers that are missing. */
export async function recordEvents(database: DataSource, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ kind, severity, objectId, objectName, message, key }) => ({
    ...{ kind, severity, object_id: objectId, object_name: storableText(objectName) },
    ...{ message: storableText(message).slice(0, MAX_MESSAGE_CHARS), key },
  }));
  await database.query(
    `INSERT INTO activity_events (kind, severity, object_id, object_name, message, key)
     SELECT kind, severity, object_id, object_name, message, key
     FROM json_to_recordset($1::json) AS new
       (kind text, severity text, object_id text, object_name text, message text, key text)
     WHERE NOT EXISTS (SELECT FROM activity_events known WHERE known.key = new.key)
     ON CONFLICT (key) DO NOTHING`,
    [JSON.stringify(rows)],
  );
}
