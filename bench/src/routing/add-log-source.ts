import { parseEvent, resolveLogSources } from '@sluice/sigma';

/** For a part that the event's kind doesn't have. Rules that name the part are for other events. */
const noPart = 'none';

/**
 * The event with fields `product`, `category` and `service` that say its log source, for engines that can only read it
 * from there. With these fields we take the first log source alone where an event belongs to several. A line that
 * tells no log source, or is no event, stays as it is.
 */
export function addLogSource(line: string): string {
  const parsed = parseEvent(line);
  const [source] = (parsed.ok && resolveLogSources(parsed.event)) || [];
  if (source === undefined) return line;
  const { product = noPart, category, service } = source;
  // A product alone excludes no category and no service, in either engine.
  const isProductOnly = category === undefined && service === undefined;
  const fields = isProductOnly
    ? { product }
    : { product, category: category ?? noPart, service: service ?? noPart };
  const brace = line.indexOf('{');
  const rest = line.slice(brace + 1);
  const comma = rest.trimStart().startsWith('}') ? '' : ',';
  return `{${JSON.stringify(fields).slice(1, -1)}${comma}${rest}`;
}
