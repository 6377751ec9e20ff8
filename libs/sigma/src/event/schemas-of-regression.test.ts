import { describe, expect, test } from 'vitest';
import { compileRules } from '../engine/rule-set.ts';
import { parseRule } from '../rule/parse-rule.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { hasSharedData, readShared, readSigmaHqRules, splitJsonDocuments } from '../testing/shared-data.ts';
import { toEvent } from './event.ts';
import type { Layer } from './sigma-event.ts';

type Values = Readonly<Record<string, string | undefined>>;

interface Pair {
  readonly ruleId: string;
  readonly title: string;
  readonly events: readonly string[];
}

const splitAccount = (user = ''): { readonly domain: string; readonly name: string } => {
  const [domain = '', name = ''] = user.split('\\', 2);
  return { domain, name };
};
const hashesOf = (text = ''): readonly (readonly [name: string, value: string])[] =>
  text
    .split(',')
    .filter((part) => part.includes('='))
    .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
const ecsHashes = (text?: string): Values =>
  Object.fromEntries(hashesOf(text).map(([name, value]) => [name.toLowerCase(), value]));
const ocsfHashes = (text?: string): readonly Values[] =>
  hashesOf(text).map(([algorithm, value]) => ({ algorithm, value }));
/** What is written of a registry value, as agents of Elastic and others tell it. */
const registryData = (details = ''): Values => {
  const [, kind, digits = ''] = /^(DWORD|QWORD) \((0x[\da-f-]+)\)$/.exec(details) ?? [];
  if (kind === undefined) return { type: 'REG_SZ', text: details };
  return { type: `REG_${kind}`, text: digits.replace('-0x', '') };
};

/** The Sysmon event as an agent that writes the Elastic Common Schema would tell it. */
function asEcs(id: string, data: Values): Layer | undefined {
  const kind = {
    '1': ['process', 'start'],
    '3': ['network', 'start'],
    '7': ['library', 'start'],
    '11': ['file', 'creation'],
    '13': ['registry', 'change'],
  }[id];
  if (kind === undefined) return undefined;
  const { md5, sha1, sha256, imphash } = ecsHashes(data['Hashes']);
  const { type, text } = registryData(data['Details']);
  const pe = {
    original_file_name: data['OriginalFileName'],
    description: data['Description'],
    product: data['Product'],
    company: data['Company'],
    imphash,
  };
  const hash = { md5, sha1, sha256 };
  return {
    ecs: { version: '8.11.0' },
    event: { category: [kind[0]], type: [kind[1]] },
    host: { os: { type: 'windows' } },
    user: splitAccount(data['User']),
    process: {
      executable: data['Image'],
      command_line: data['CommandLine'],
      working_directory: data['CurrentDirectory'],
      parent: {
        executable: data['ParentImage'],
        command_line: data['ParentCommandLine'],
        user: splitAccount(data['ParentUser']),
      },
      Ext: { token: { integrity_level_name: data['IntegrityLevel'] } },
      ...(id === '1' && { pe, hash }),
    },
    ...(id === '3' && {
      network: {
        transport: data['Protocol'],
        direction: data['Initiated'] === 'true' ? 'egress' : 'ingress',
      },
      destination: {
        ip: data['DestinationIp'],
        port: data['DestinationPort'],
        domain: data['DestinationHostname'],
      },
      source: { ip: data['SourceIp'], port: data['SourcePort'] },
    }),
    ...(id === '7' && {
      dll: {
        path: data['ImageLoaded'],
        code_signature: { exists: data['Signed'] === 'true', subject_name: data['Signature'] },
        pe,
        hash,
      },
    }),
    ...(id === '11' && { file: { path: data['TargetFilename'] } }),
    ...(id === '13' && { registry: { path: data['TargetObject'], data: { type, strings: [text] } } }),
  };
}

/** The Sysmon event by the Open Cybersecurity Schema Framework. */
function asOcsf(id: string, data: Values): Layer | undefined {
  const kind = { '1': [1007, 1], '3': [4001, 1], '11': [1001, 1], '13': [201_002, 3] }[id];
  if (kind === undefined) return undefined;
  const process = {
    file: {
      path: data['Image'],
      hashes: ocsfHashes(data['Hashes']),
      company_name: data['Company'],
      product: { name: data['Product'] },
      desc: data['Description'],
      internal_name: data['OriginalFileName'],
    },
    cmd_line: data['CommandLine'],
    working_directory: data['CurrentDirectory'],
    integrity: data['IntegrityLevel'],
    parent_process: {
      file: { path: data['ParentImage'] },
      cmd_line: data['ParentCommandLine'],
      user: splitAccount(data['ParentUser']),
    },
    user: splitAccount(data['User']),
  };
  const { type, text } = registryData(data['Details']);
  const target = data['TargetObject'] ?? '';
  return {
    class_uid: kind[0],
    activity_id: kind[1],
    device: { os: { type_id: 100 } },
    ...(id === '1' ? { process } : { actor: { process, user: splitAccount(data['User']) } }),
    ...(id === '3' && {
      connection_info: {
        protocol_name: data['Protocol'],
        direction_id: data['Initiated'] === 'true' ? 2 : 1,
      },
      dst_endpoint: {
        ip: data['DestinationIp'],
        port: data['DestinationPort'],
        hostname: data['DestinationHostname'],
      },
    }),
    ...(id === '11' && { file: { path: data['TargetFilename'] } }),
    ...(id === '13' && {
      reg_value: {
        path: target.slice(0, target.lastIndexOf('\\')).replace(/^HKLM/, 'HKEY_LOCAL_MACHINE'),
        name: target.slice(target.lastIndexOf('\\') + 1),
        type,
        data: text,
      },
    }),
  };
}

function asTexts(value: unknown): Values {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, it]) => [name, String(it as string)]));
}

describe.skipIf(!hasSharedData)("SigmaHQ's regression events of Sysmon, told by another schema", () => {
  const pairs = hasSharedData ? (JSON.parse(readShared('regression/index.json')) as readonly Pair[]) : [];
  const wanted = new Set(pairs.map(({ ruleId }) => ruleId));
  const rules = (hasSharedData ? readSigmaHqRules() : []).flatMap(({ text }): SigmaRule[] => {
    const result = parseRule(text);
    return result.ok && wanted.has(result.value.metadata.id ?? '') ? [result.value] : [];
  });
  const ruleSet = compileRules(rules);
  const sysmon = pairs.flatMap((pair) =>
    pair.events
      .flatMap((file) => splitJsonDocuments(readShared(`regression/${file}`)))
      .map((text) => (JSON.parse(text) as { Event: { System: Layer; EventData?: Layer } }).Event)
      .filter(({ System }) => System['Channel'] === 'Microsoft-Windows-Sysmon/Operational')
      .map(({ System, EventData }) => ({
        pair,
        id: String(System['EventID'] as number),
        data: asTexts(EventData),
        event: { ...System, ...EventData, Channel: System['Channel'] },
      })),
  );
  const matched = (event: Layer): readonly (string | undefined)[] =>
    ruleSet.match(toEvent(event)).rules.map(({ metadata }) => metadata.id);

  test.each([
    ['ECS', asEcs, 90],
    ['OCSF', asOcsf, 90],
  ] as const)('match by %s as they do by Sysmon', (_, convert, atLeast) => {
    let count = 0;
    const lost: string[] = [];
    for (const { pair, id, data, event } of sysmon) {
      if (!matched(event).includes(pair.ruleId)) continue;
      const converted = convert(id, data);
      if (converted === undefined) continue;
      count += 1;
      if (!matched(JSON.parse(JSON.stringify(converted)) as Layer).includes(pair.ruleId))
        lost.push(pair.title);
    }
    expect(lost).toEqual([]);
    expect(count).toBeGreaterThan(atLeast);
  });
});
