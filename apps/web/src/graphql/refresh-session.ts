let underWay: Promise<boolean> | undefined;

/**
 * Has the API change the refresh cookie for another access cookie; false where the session has ended. The requests of a
 * page share one; other tabs may do the same at once. Throws where the API gives no answer.
 */
export function refreshSession(): Promise<boolean> {
  underWay ??= ask().finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function ask(): Promise<boolean> {
  const { ok, status } = await fetch('/session/refresh', { method: 'POST' });
  if (!ok && status !== 401) throw new Error(`The session could not be refreshed (HTTP ${String(status)}).`);
  return ok;
}
