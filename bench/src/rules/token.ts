/** A run of letters and digits long enough to tell one literal from another. */
export const tokenPattern = /[\p{L}\p{N}]{4,}/gu;

/** The word that stands for a token, in its length and letter case. */
export type Rename = (token: string) => string;

/** Whether a token stays as it is because many rules share it, as `powershell` and `System32`. */
export type IsShared = (token: string) => boolean;
