import type { Result } from '@sluice/diagnostics';
import { isRecord } from '../event/sigma-event.ts';
import { createReport } from '../report.ts';
import type { Report } from '../report.ts';
import type { AttackCatalogue, AttackTactic, AttackTechnique } from './attack-catalogue.ts';

/** Most objects of a bundle: all of ATT&CK has about 25,000. */
const maxObjects = 200_000;
/** Longest name that is taken. */
const maxNameLength = 300;

type StixObject = Readonly<Record<string, unknown>>;

/**
 * Reads the tactics and techniques of a STIX 2 bundle as MITRE publishes it for a domain of ATT&CK (enterprise, mobile or
 * ICS), from parsed JSON. Objects that lack what they must have are left out with a warning. Refused
 * (`sigma.attack.bundle`) if it is no bundle or holds no technique.
 */
export function readAttackCatalogue(stixBundle: unknown): Result<AttackCatalogue> {
  const report = createReport();
  const objects = isRecord(stixBundle) && stixBundle['type'] === 'bundle' ? stixBundle['objects'] : undefined;
  if (!Array.isArray(objects))
    report.error('sigma.attack.bundle', 'this is no STIX bundle, which has "type": "bundle" and "objects"');
  else if (objects.length > maxObjects)
    report.error('sigma.attack.bundle', `the bundle has ${objects.length} objects, more than ${maxObjects}`);
  if (!Array.isArray(objects) || report.hasErrors()) return { ok: false, diagnostics: report.diagnostics };
  const catalogue = readObjects(objects.filter(isRecord), report);
  if (catalogue.techniques.length === 0) report.error('sigma.attack.bundle', 'the bundle holds no technique');
  return report.hasErrors()
    ? { ok: false, diagnostics: report.diagnostics }
    : { ok: true, value: catalogue, diagnostics: report.diagnostics };
}

function readObjects(objects: readonly StixObject[], report: Report): AttackCatalogue {
  const tactics = new Map<string, AttackTactic>();
  const techniques = new Map<string, AttackTechnique>();
  const idOfRef = new Map<string, string>();
  for (const object of objects) {
    const ref = textOf(object['id']);
    const id = externalId(object);
    if (object['type'] === 'x-mitre-tactic') {
      const tactic = readTactic(object, id, report);
      if (tactic !== undefined && ref !== undefined) tactics.set(ref, tactic);
    }
    if (object['type'] !== 'attack-pattern') continue;
    const technique = readTechnique(object, id, report);
    if (technique === undefined) continue;
    if (ref !== undefined) idOfRef.set(ref, technique.id);
    // An id may be that of a revoked technique and again of one in use.
    const known = techniques.get(technique.id);
    if (known === undefined || known.retirement !== undefined) techniques.set(technique.id, technique);
  }
  const replacements = readReplacements(objects, idOfRef);
  return {
    tactics: inMatrixOrder(tactics, objects),
    techniques: [...techniques.values()].map((technique) => withReplacement(technique, replacements)),
  };
}

function readTactic(object: StixObject, id: string | undefined, report: Report): AttackTactic | undefined {
  const name = textOf(object['name']);
  const shortName = textOf(object['x_mitre_shortname']);
  if (id !== undefined && /^TA\d{4}$/.test(id) && name !== undefined && shortName !== undefined)
    return { id, shortName, name };
  report.warning('sigma.attack.object', `a tactic lacks its id, name or short name (${describe(object)})`);
  return undefined;
}

function readTechnique(
  object: StixObject,
  id: string | undefined,
  report: Report,
): AttackTechnique | undefined {
  const name = textOf(object['name']);
  if (id === undefined || !/^T\d{4}(?:\.\d{3})?$/.test(id) || name === undefined) {
    report.warning('sigma.attack.object', `a technique lacks its id or name (${describe(object)})`);
    return undefined;
  }
  const retirement =
    object['revoked'] === true ? 'revoked' : object['x_mitre_deprecated'] === true ? 'deprecated' : undefined;
  return { id, name, tactics: phasesOf(object), ...(retirement !== undefined && { retirement }) };
}

/** Short names of tactics, from the kill chains of ATT&CK. */
function phasesOf(object: StixObject): readonly string[] {
  const phases = object['kill_chain_phases'];
  if (!Array.isArray(phases)) return [];
  return phases.filter(isRecord).flatMap((phase) => {
    const name = textOf(phase['phase_name']);
    const isAttack = /^mitre-(?:mobile-|ics-)?attack$/.test(textOf(phase['kill_chain_name']) ?? '');
    return isAttack && name !== undefined ? [name] : [];
  });
}

function externalId(object: StixObject): string | undefined {
  const references = object['external_references'];
  if (!Array.isArray(references)) return undefined;
  const own = references
    .filter(isRecord)
    .find((reference) => /^mitre-.*attack$/.test(textOf(reference['source_name']) ?? ''));
  return textOf(own?.['external_id']);
}

/** By the id of a revoked technique, that of the one in its place. */
function readReplacements(
  objects: readonly StixObject[],
  idOfRef: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const replacements = new Map<string, string>();
  for (const object of objects) {
    if (object['type'] !== 'relationship' || object['relationship_type'] !== 'revoked-by') continue;
    const from = idOfRef.get(textOf(object['source_ref']) ?? '');
    const to = idOfRef.get(textOf(object['target_ref']) ?? '');
    if (from !== undefined && to !== undefined && from !== to) replacements.set(from, to);
  }
  return replacements;
}

/** Follows replacements to the end; one that leads back to itself leads nowhere. */
function withReplacement(
  technique: AttackTechnique,
  replacements: ReadonlyMap<string, string>,
): AttackTechnique {
  if (technique.retirement !== 'revoked') return technique;
  const seen = new Set([technique.id]);
  let replacedBy = replacements.get(technique.id);
  for (let next = replacedBy; next !== undefined; next = replacements.get(next)) {
    if (seen.has(next)) return technique;
    seen.add(next);
    replacedBy = next;
  }
  return replacedBy === undefined ? technique : { ...technique, replacedBy };
}

function inMatrixOrder(
  tactics: ReadonlyMap<string, AttackTactic>,
  objects: readonly StixObject[],
): readonly AttackTactic[] {
  const refs: readonly unknown[] = objects
    .filter(({ type }) => type === 'x-mitre-matrix')
    .flatMap((matrix): readonly unknown[] =>
      Array.isArray(matrix['tactic_refs']) ? matrix['tactic_refs'] : [],
    );
  const ordered = refs.flatMap((ref) => (typeof ref === 'string' ? (tactics.get(ref) ?? []) : []));
  return [...new Set([...ordered, ...tactics.values()])];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= maxNameLength ? value : undefined;
}

function describe(object: StixObject): string {
  return textOf(object['id']) ?? 'without an id';
}
