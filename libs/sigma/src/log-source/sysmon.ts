import windows from '../../data/windows.json' with { type: 'json' };
import { toMap } from '../map-of.ts';

/** Sysmon's event ids and the categories that Sigma gives them. Id 12 also depends on the event's type: see `registryCategories`. */
export const sysmonCategories: ReadonlyMap<string, readonly string[]> = toMap(windows.sysmon);

/** Sysmon event 12, by its EventType in lower case; an unknown type may be either. */
export const registryCategories: ReadonlyMap<string, readonly string[]> = toMap(windows.sysmonRegistry);
