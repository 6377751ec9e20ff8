const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/**
 * Whether it can be the id of a row, as all are told: in small letters. Postgres takes capitals, too, but ids are compared
 * as texts elsewhere. On other texts it fails; here they are ids that nothing has.
 */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}
