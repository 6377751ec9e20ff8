type Fields = Readonly<Record<string, unknown>>;

const named = (id: string): Fields => ({
  external_references: [{ source_name: 'mitre-attack', external_id: id }],
});

export function tacticObject(id: string, shortName: string, name: string): Fields {
  return { type: 'x-mitre-tactic', id: `tactic--${id}`, name, x_mitre_shortname: shortName, ...named(id) };
}

export function techniqueObject(
  id: string,
  name: string,
  tactics: readonly string[],
  more: Fields = {},
): Fields {
  const phases = tactics.map((phase_name) => ({ kill_chain_name: 'mitre-attack', phase_name }));
  return {
    type: 'attack-pattern',
    id: `pattern--${id}`,
    name,
    kill_chain_phases: phases,
    ...named(id),
    ...more,
  };
}

/** A bundle as MITRE publishes it, small: two tactics, of which the matrix has the second first. */
export function attackBundle(version: string, more: readonly Fields[] = []): string {
  const objects: Fields[] = [
    { type: 'x-mitre-collection', name: 'Enterprise ATT&CK', x_mitre_version: version },
    tacticObject('TA0005', 'defense-evasion', 'Defense Evasion'),
    tacticObject('TA0002', 'execution', 'Execution'),
    {
      type: 'x-mitre-matrix',
      external_references: [{ source_name: 'mitre-attack', external_id: 'enterprise-attack' }],
      tactic_refs: ['tactic--TA0002', 'tactic--TA0005'],
    },
    techniqueObject('T1059', 'Scripting', ['execution'], { modified: '2025-04-25T14:41:40.982Z' }),
    techniqueObject('T1059.001', 'PowerShell', ['execution']),
    techniqueObject('T1059.003', 'Windows Command Shell', ['execution']),
    techniqueObject('T1055', 'Process Injection', ['execution', 'defense-evasion']),
    techniqueObject('T1086', 'PowerShell of old', ['execution'], { revoked: true }),
    techniqueObject('T1153', 'Source', ['execution'], { x_mitre_deprecated: true }),
    {
      ...{ type: 'relationship', relationship_type: 'revoked-by' },
      ...{ source_ref: 'pattern--T1086', target_ref: 'pattern--T1059.001' },
    },
    { type: 'relationship', relationship_type: 'uses', source_ref: 'x', target_ref: 'pattern--T1059' },
    ...more,
  ];
  return JSON.stringify({ type: 'bundle', id: 'bundle--1', objects });
}
