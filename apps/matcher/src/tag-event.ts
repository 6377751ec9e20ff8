import { EVENT_TAG_KEYS, type EventTags } from '@sluice/contracts';
import type { RuleMetadata } from '@sluice/sigma';
import { parseLossless } from './lossless-json.ts';
import { spliceAtEnd } from './splice.ts';

/** What one rule adds to each event that it matches: made once a rule, as JSON text. */
export interface RuleFragment {
  readonly sigmaId: string;
  readonly idJson: string;
  readonly detectionJson: string;
}

/** A technique's name comes from the ATT&CK catalogue; where none is loaded its id stands for it. */
export function ruleFragment({ id, title, level, techniques }: RuleMetadata): RuleFragment {
  const detection: EventTags['sigma_detections'][number] = {
    rule_id: id,
    rule_title: title,
    severity: level,
    technique_ids: [...techniques],
    techniques: techniques.map((technique) => ({ id: technique, name: technique })),
  };
  return { sigmaId: id, idJson: JSON.stringify(id), detectionJson: JSON.stringify(detection) };
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** For an event that an earlier pipeline tagged: its tags are kept, ours come after them. */
function mergeTags(
  eventText: string,
  fragments: readonly RuleFragment[],
  sluice: EventTags['sluice'],
): string {
  const event = parseLossless(eventText);
  const ids = [...asArray(event['sigma_rule_ids']), ...fragments.map(({ sigmaId }) => sigmaId)];
  const detections = [
    ...asArray(event['sigma_detections']),
    ...fragments.map(({ detectionJson }) => JSON.parse(detectionJson) as unknown),
  ];
  return JSON.stringify({
    ...event,
    sigma_rule_ids: [...new Set(ids)],
    sigma_detections: detections,
    sluice,
  });
}

/**
 * The text of a JSON object, with the tags added at its root. The event's own text stays byte for byte, so numbers
 * of any size and the order of its fields survive; an object that carries tags already is merged with ours.
 */
export function tagEvent(
  eventText: string,
  fragments: readonly RuleFragment[],
  sluice: EventTags['sluice'],
): string {
  if (EVENT_TAG_KEYS.some((key) => eventText.includes(`"${key}"`))) {
    return mergeTags(eventText, fragments, sluice);
  }
  const ids = [...new Set(fragments.map(({ idJson }) => idJson))].join(',');
  const detections = fragments.map(({ detectionJson }) => detectionJson).join(',');
  const tags = `"sigma_rule_ids":[${ids}],"sigma_detections":[${detections}],"sluice":${JSON.stringify(sluice)}`;
  return spliceAtEnd(eventText, tags);
}
