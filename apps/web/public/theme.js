// Runs before the first paint, in a file of its own so that a strict content security policy can allow it.
(() => {
  let choice = 'system';
  try {
    choice = globalThis.localStorage.getItem('sluice.theme') ?? 'system';
  } catch {
    // Storage may be forbidden; the system's choice is then the answer.
  }
  const dark =
    choice === 'system' ? globalThis.matchMedia('(prefers-color-scheme: dark)').matches : choice === 'dark';
  globalThis.document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
