import type { RandomNumbers } from '@sluice/sigma/synthesize';

type Json = Readonly<Record<string, unknown>>;

/** Events to draw from; each of them whole and realistic. */
export interface EventPool {
  readonly attacks: readonly [Json, ...Json[]];
  readonly harmless: readonly [Json, ...Json[]];
}

export interface MadeEvent {
  /** The machine or account that it is about: events of one stay in order. */
  readonly key: string;
  readonly event: Json;
}

const HOSTS = ['ws-014', 'ws-027', 'ws-113', 'srv-files-1', 'srv-web-2', 'dc-1', 'build-3'] as const;
const TIME_FIELDS = new Set(['UtcTime', 'eventTime', 'TimeCreated', 'SystemTime', '@timestamp', 'EventTime']);
const HOST_FIELDS = new Set(['Computer', 'Hostname', 'host']);

/** Sysmon writes `2026-03-02 09:31:12.000`, the others ISO 8601. */
function timeLike(example: string, nowMs: number): string {
  const iso = new Date(nowMs).toISOString();
  return example.includes(' ') ? iso.replace('T', ' ').replace('Z', '') : iso;
}

/** The same event as if it happened now, on one of our machines. */
function moved(value: unknown, field: string, host: string, nowMs: number): unknown {
  if (Array.isArray(value)) return value.map((item) => moved(item, field, host, nowMs));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, moved(inner, name, host, nowMs)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (TIME_FIELDS.has(field)) return timeLike(value, nowMs);
  return HOST_FIELDS.has(field) ? host : value;
}

/** One of the items, each as likely as the others. */
export function pick<T>(random: RandomNumbers, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** Draws one event: an attack with probability `attackShare` (0–1). */
export function makeEvent(
  pool: EventPool,
  random: RandomNumbers,
  attackShare: number,
  nowMs: number,
): MadeEvent {
  const template = pick(random, random() < attackShare ? pool.attacks : pool.harmless);
  const host = pick(random, HOSTS);
  return { key: host, event: moved(template, '', host, nowMs) as Json };
}
