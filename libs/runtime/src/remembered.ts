/**
 * Asks again where the last answer is older than `ms` by the clock `now`, in milliseconds; those who ask meanwhile share an
 * answer. What fails is forgotten.
 */
export function remembered<T>(ms: number, now: () => number, ask: () => Promise<T>): () => Promise<T> {
  let last: { readonly askedMs: number; readonly answer: Promise<T> } | undefined;
  return async () => {
    const askedMs = now();
    if (last === undefined || askedMs - last.askedMs >= ms) {
      const asked = { askedMs, answer: ask() };
      last = asked;
      asked.answer.catch(() => {
        if (last === asked) last = undefined;
      });
    }
    return last.answer;
  };
}
