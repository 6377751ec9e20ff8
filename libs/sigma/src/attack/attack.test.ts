import { describe, expect, test } from 'vitest';
import { parseRule } from '../rule/parse-rule.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { hasSharedData, readShared, readSigmaHqRules } from '../testing/shared-data.ts';
import type { AttackCatalogue } from './attack-catalogue.ts';
import { attackOf } from './attack-of.ts';
import type { RuleAttack } from './attack-of.ts';
import { readAttackCatalogue } from './read-attack-catalogue.ts';

type Fields = Readonly<Record<string, unknown>>;

const externally = (id: string): Fields => ({
  external_references: [
    { source_name: 'other', external_id: 'X' },
    { source_name: 'mitre-attack', external_id: id },
  ],
});
const tactic = (id: string, shortName: string, name: string): Fields => ({
  type: 'x-mitre-tactic',
  id: `tactic--${id}`,
  name,
  x_mitre_shortname: shortName,
  ...externally(id),
});
const technique = (id: string, name: string, more: Fields = {}): Fields => ({
  type: 'attack-pattern',
  id: `pattern--${id}`,
  name,
  kill_chain_phases: [
    { kill_chain_name: 'mitre-attack', phase_name: 'execution' },
    { kill_chain_name: 'else', phase_name: 'other' },
  ],
  ...externally(id),
  ...more,
});
const revokedBy = (from: string, to: string): Fields => ({
  type: 'relationship',
  relationship_type: 'revoked-by',
  source_ref: `pattern--${from}`,
  target_ref: `pattern--${to}`,
});

const bundle = {
  type: 'bundle',
  objects: [
    tactic('TA0005', 'defense-evasion', 'Defense Evasion'),
    tactic('TA0002', 'execution', 'Execution'),
    { type: 'x-mitre-matrix', tactic_refs: ['tactic--TA0002', 'tactic--TA0005', 'tactic--none', 7] },
    technique('T1059', 'Command and Scripting Interpreter'),
    technique('T1059.001', 'PowerShell'),
    technique('T1086', 'PowerShell', { revoked: true }),
    technique('T1000', 'Older Still', { revoked: true }),
    technique('T1001', 'Round', { revoked: true }),
    technique('T1002', 'And Round', { revoked: true }),
    technique('T1003', 'Given Up', { x_mitre_deprecated: true }),
    revokedBy('T1000', 'T1086'),
    revokedBy('T1086', 'T1059.001'),
    revokedBy('T1001', 'T1002'),
    revokedBy('T1002', 'T1001'),
  ],
};

function read(value: unknown): AttackCatalogue {
  const result = readAttackCatalogue(value);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

function attackOfTags(tags: readonly string[]): RuleAttack {
  const text = `${ruleWith('s:\n  A: x\ncondition: s')}\ntags: [${tags.join(', ')}]`;
  return attackOf(parseValidRule(text), read(bundle));
}

describe('readAttackCatalogue', () => {
  test('reads tactics in the order of the matrix, and techniques with what became of them', () => {
    const catalogue = read(bundle);
    expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue);
    expect(catalogue.tactics.map(({ id }) => id)).toEqual(['TA0002', 'TA0005']);
    expect(catalogue.techniques).toEqual([
      { id: 'T1059', name: 'Command and Scripting Interpreter', tactics: ['execution'] },
      { id: 'T1059.001', name: 'PowerShell', tactics: ['execution'] },
      {
        id: 'T1086',
        name: 'PowerShell',
        tactics: ['execution'],
        retirement: 'revoked',
        replacedBy: 'T1059.001',
      },
      {
        id: 'T1000',
        name: 'Older Still',
        tactics: ['execution'],
        retirement: 'revoked',
        replacedBy: 'T1059.001',
      },
      { id: 'T1001', name: 'Round', tactics: ['execution'], retirement: 'revoked' },
      { id: 'T1002', name: 'And Round', tactics: ['execution'], retirement: 'revoked' },
      { id: 'T1003', name: 'Given Up', tactics: ['execution'], retirement: 'deprecated' },
    ]);
  });

  test('takes the technique in use where an id stands for a revoked one too', () => {
    const both = [
      technique('T1059', 'Used'),
      technique('T1059', 'Old', { revoked: true, id: 'pattern--old' }),
    ];
    for (const objects of [both, both.toReversed()]) {
      expect(read({ type: 'bundle', objects }).techniques).toMatchObject([{ name: 'Used' }]);
    }
  });

  test.each([
    ['null', null],
    ['a list', []],
    ['another type', { type: 'indicator', objects: [] }],
    ['no objects', { type: 'bundle' }],
    ['nothing of use', { type: 'bundle', objects: [null, 1, [], { type: 'identity' }] }],
  ])('refuses %s', (_, value) => {
    const result = readAttackCatalogue(value);
    expect(result.ok).toBe(false);
    expect(result.diagnostics[0]?.code).toBe('sigma.attack.bundle');
  });

  test('leaves out with a warning what lacks an id or a name', () => {
    const strange = [
      technique('T1', 'Short Id'),
      technique('T1060', 'x'.repeat(301)),
      { type: 'attack-pattern', external_references: 7, name: 'x' },
      { type: 'x-mitre-tactic', name: 'x', ...externally('TA0001') },
    ];
    const result = readAttackCatalogue({ type: 'bundle', objects: [...bundle.objects, ...strange] });
    expect(result.diagnostics.map(({ code }) => code)).toEqual(Array(4).fill('sigma.attack.object'));
    expect(result.ok && result.value).toEqual(read(bundle));
  });
});

describe('attackOf', () => {
  test('names tactics and techniques in whatever form they are tagged', () => {
    const named = attackOfTags([
      'attack.defense_evasion',
      'attack.execution',
      'attack.defense-evasion',
      'attack.t1059.001',
    ]);
    expect(named.tactics.map(({ name }) => name)).toEqual(['Execution', 'Defense Evasion']);
    expect(named.techniques).toEqual([
      {
        id: 'T1059.001',
        name: 'PowerShell',
        tactics: ['execution'],
        parent: { id: 'T1059', name: 'Command and Scripting Interpreter' },
      },
    ]);
    expect(named.unknown).toEqual([]);
    expect(attackOfTags(['attack.ta0005']).tactics.map(({ shortName }) => shortName)).toEqual([
      'defense-evasion',
    ]);
  });

  test('follows revoked ids, and names a technique once', () => {
    expect(attackOfTags(['attack.t1000', 'attack.t1059.001']).techniques).toMatchObject([
      { id: 'T1059.001', taggedAs: 'T1000' },
    ]);
    expect(attackOfTags(['attack.t1001']).techniques).toMatchObject([{ id: 'T1001', retirement: 'revoked' }]);
    expect(attackOfTags(['attack.t1003']).techniques).toMatchObject([
      { id: 'T1003', retirement: 'deprecated' },
    ]);
  });

  test('tells what the catalogue lacks; groups and software are neither', () => {
    expect(
      attackOfTags(['attack.t9999', 'attack.no-tactic', 'attack.g0001', 'attack.s0001', 'cve.2021-1']),
    ).toEqual({
      tactics: [],
      techniques: [],
      unknown: ['no-tactic', 'T9999'],
    });
  });
});

describe.skipIf(!hasSharedData)("MITRE's enterprise bundle", () => {
  test("names nearly all that SigmaHQ's rules are tagged with", () => {
    const result = readAttackCatalogue(JSON.parse(readShared('attack/enterprise-attack.json.gz')));
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    expect(result.diagnostics).toEqual([]);
    expect(result.value.tactics).toHaveLength(14);
    expect(result.value.techniques.length).toBeGreaterThan(800);
    const named = readSigmaHqRules().flatMap(({ text }, index) => {
      const rule = index % 5 === 0 ? parseRule(text) : undefined;
      return rule?.ok === true ? [attackOf(rule.value, result.value)] : [];
    });
    const unknown = new Set(named.flatMap((rule) => rule.unknown).filter((name) => name.startsWith('T')));
    expect(named.filter(({ techniques }) => techniques.length > 0).length).toBeGreaterThan(600);
    expect(unknown.size).toBeLessThan(10);
  });
});
