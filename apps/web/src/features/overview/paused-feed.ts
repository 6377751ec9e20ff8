/** Of a list, newest first, how many items came after the list was paused. */
export function countNew<Item extends { readonly id: string }>(
  live: readonly Item[],
  paused: readonly Item[],
): number {
  const newestSeen = paused[0];
  if (newestSeen === undefined) return live.length;
  const index = live.findIndex((item) => item.id === newestSeen.id);
  return index === -1 ? live.length : index;
}
