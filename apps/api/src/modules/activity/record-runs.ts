import type { DataSource } from 'typeorm';
import { ActivityKind, ActivitySeverity } from './activity-event.entity.ts';

/** Runs that ended longer ago were told of by whoever looked then. */
const LOOK_BACK = "interval '20 minutes'";
const MAX_ERROR_CHARS = 500;

/** What is worth telling: a failure after a success, and the other way round; rules that changed; what waits for somebody. */
const RECORD = `
  INSERT INTO activity_events (at, kind, severity, object_id, object_name, message, key)
  SELECT ended.finished_at, '${ActivityKind.SYNC_ENDED}',
    CASE state WHEN 'FAILED' THEN '${ActivitySeverity.ERROR}' WHEN 'NEEDS_CONFIRMATION' THEN '${ActivitySeverity.WARNING}'
      ELSE '${ActivitySeverity.INFO}' END,
    repository_id, name,
    format('The sync of "%s" ', name) || CASE state
      WHEN 'FAILED' THEN 'failed: ' || left(coalesce(error, 'for an unknown reason.'), ${MAX_ERROR_CHARS})
      WHEN 'NEEDS_CONFIRMATION' THEN format('would remove %s rules, and waits to be confirmed.', removed)
      WHEN 'CANCELLED' THEN 'was cancelled.'
      ELSE format('added %s rules, changed %s, removed %s; %s were refused.', added, changed, removed, refused) END,
    key
  FROM (
    SELECT s.*, r.name, format('sync/%s/%s', s.id, s.state) AS key, (
      SELECT p.state FROM sync_runs p
      WHERE p.repository_id = s.repository_id AND p.queued_at < s.queued_at
        AND p.state IN ('SUCCEEDED', 'FAILED', 'NEEDS_CONFIRMATION')
      ORDER BY p.queued_at DESC, p.id DESC LIMIT 1) AS before
    FROM sync_runs s JOIN repositories r ON r.id = s.repository_id WHERE s.finished_at > now() - ${LOOK_BACK}
  ) ended
  WHERE (state IN ('NEEDS_CONFIRMATION', 'CANCELLED')
      OR state = 'FAILED' AND before IS DISTINCT FROM 'FAILED'
      OR state = 'SUCCEEDED' AND (before = 'FAILED' OR added + changed + removed > 0))
    AND NOT EXISTS (SELECT FROM activity_events known WHERE known.key = ended.key)
  ORDER BY finished_at
  ON CONFLICT (key) DO NOTHING`;

/** Keeps the ends of runs as events, each once, whichever replica did the run. */
export async function recordRuns(database: DataSource): Promise<void> {
  await database.query(RECORD);
}
