/** Start of all made streams. */
const startMs = Date.UTC(2025, 2, 3, 8, 0, 0);
/** Mean distance of two events. */
const stepMs = 7;

/** Time of the event with this number, as `2025-03-03T08:00:00.007Z`. */
export function isoTime(number: number): string {
  return new Date(startMs + stepMs * number).toISOString();
}

/** The same time as Sysmon writes it: `2025-03-03 08:00:00.007`. */
export function sysmonTime(number: number): string {
  return isoTime(number).replace('T', ' ').replace('Z', '');
}
