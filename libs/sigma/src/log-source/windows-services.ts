import windows from '../../data/windows.json' with { type: 'json' };
import { toMap } from '../map-of.ts';

/** Services of Windows channels. Keys in lower case. */
export const serviceOfChannel = toMap(windows.channels);

/** Services by provider, for events whose channel is lost on the way or is `ForwardedEvents`. Keys in lower case. */
export const serviceOfProvider = toMap(windows.providers);

/** Log sources, as text, of channels and providers that stand for another product. Keys in lower case. */
export const otherProducts = toMap(windows.otherProducts);

/** Categories of single events in other channels than Sysmon's, as `service/EventID`. */
export const categoriesOfEvent = toMap(windows.events);

/** Categories of Security 4657, by its OperationType. */
export const auditRegistryCategories = toMap(windows.auditRegistry);
