import { AppError } from '../../app-error.ts';
import type { RuleStateService, StatedRule } from '../rules/index.ts';
import type { ConfigurationDocument, DocumentedRule } from './document.ts';

/** Missing rules that a message names. */
const MAX_TOLD = 20;

/** The rules that a document names. */
export interface NamedRules {
  /** Throws BAD_USER_INPUT for one that the document does not name. */
  get(reference: DocumentedRule): StatedRule;
}

interface Place {
  readonly reference: DocumentedRule;
  /** Where the document names it. */
  readonly place: string;
}

/** Tells rules apart by repository and Sigma id. */
export function ruleKey({ repository, id }: DocumentedRule): string {
  return JSON.stringify([repository, id]);
}

/**
 * Finds all rules that the document names. Throws BAD_USER_INPUT with those that there are not: left out, a rule that somebody
 * disabled would fire as soon as it came. `repositories` are those that there are and stay.
 */
export async function findNamedRules(
  states: RuleStateService,
  wanted: ConfigurationDocument,
  repositories: readonly { readonly id: string; readonly name: string }[],
): Promise<NamedRules> {
  const places = placesOf(wanted);
  const ids = new Map(repositories.map(({ id, name }) => [name, id]));
  const names = new Map(repositories.map(({ id, name }) => [id, name]));
  const sought = places.flatMap(({ reference: { repository, id: sigmaId } }) => {
    const repositoryId = ids.get(repository);
    return repositoryId === undefined ? [] : [{ repositoryId, sigmaId }];
  });
  const found = new Map<string, StatedRule>();
  for (const rule of sought.length === 0 ? [] : await states.find(sought))
    found.set(ruleKey({ repository: names.get(rule.repositoryId) ?? '', id: rule.sigmaId }), rule);
  refuseMissing(places.filter(({ reference }) => !found.has(ruleKey(reference))));
  return {
    get(reference) {
      const rule = found.get(ruleKey(reference));
      if (rule === undefined) throw missing([`${reference.repository}/${reference.id}`]);
      return rule;
    },
  };
}

function placesOf({ rules = [], pipelines }: ConfigurationDocument): readonly Place[] {
  const inPipelines = pipelines.flatMap(({ name, disabledRules = [] }) =>
    disabledRules.map((reference) => ({ reference, place: `pipelines "${name}"` })),
  );
  return [...rules.map((reference) => ({ reference, place: 'rules' })), ...inPipelines];
}

function refuseMissing(places: readonly Place[]): void {
  if (places.length === 0) return;
  throw missing(
    places.map(({ reference, place }) => `${reference.id} of "${reference.repository}" (${place})`),
  );
}

function missing(rules: readonly string[]): AppError {
  const told = rules.slice(0, MAX_TOLD).join(', ');
  const more = rules.length > MAX_TOLD ? `, and ${rules.length - MAX_TOLD} more` : '';
  return new AppError(
    'BAD_USER_INPUT',
    `There are no such rules: ${told}${more}. Sync their repositories or upload them first, or take them out of the document.`,
  );
}
