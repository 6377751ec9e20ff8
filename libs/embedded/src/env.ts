/** The environment of this process, for handing on to children. */
export function inheritedEnv(): NodeJS.ProcessEnv {
  return { ...process.env };
}
