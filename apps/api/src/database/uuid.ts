const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Whether it can be the id of a row. Postgres fails on a text that can't; here it is an id that nothing has. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}
