/** A repository that many use, as an input to create it. */
export interface RepositoryPreset {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly ref: string | null;
  readonly folders: readonly string[];
  /** Whether its rules are Sigma; of others each file is refused, with what it is. */
  readonly isSigma: boolean;
}

const SIGMA_HQ = { url: 'https://github.com/SigmaHQ/sigma', ref: 'master', isSigma: true } as const;

/** Of SigmaHQ: https://github.com/SigmaHQ/sigma#rule-types names its folders. */
export const repositoryPresets: readonly RepositoryPreset[] = [
  {
    ...SIGMA_HQ,
    id: 'sigmahq',
    name: 'SigmaHQ',
    description: 'The rules of the Sigma project: generic ones, emerging threats and threat hunting.',
    folders: ['rules', 'rules-emerging-threats', 'rules-threat-hunting'],
  },
  {
    ...SIGMA_HQ,
    id: 'sigmahq-all',
    name: 'SigmaHQ, all folders',
    description:
      'Also compliance, forensics and rules with placeholders; not what is deprecated or unsupported.',
    // There are compliance, dfir, emerging-threats, placeholder and threat-hunting; a folder may be without rules for a while.
    folders: ['rules', 'rules-*/**'],
  },
  {
    id: 'microsoft-sentinel',
    name: 'Microsoft Sentinel',
    description:
      'Analytic rules and hunting queries in Kusto (KQL). None is Sigma: the report says why of each.',
    url: 'https://github.com/Azure/Azure-Sentinel',
    ref: 'master',
    folders: [
      ...['Detections', 'Hunting Queries'],
      ...['Solutions/*/Analytic Rules/**', 'Solutions/*/Hunting Queries/**'],
    ],
    isSigma: false,
  },
  {
    id: 'splunk-security-content',
    name: 'Splunk security content',
    description: 'Detections in SPL. None is Sigma: the report says why of each.',
    url: 'https://github.com/splunk/security_content',
    ref: 'develop',
    folders: ['detections'],
    isSigma: false,
  },
  {
    id: 'elastic-detection-rules',
    name: 'Elastic detection rules',
    description: 'Rules in KQL, EQL, ES|QL and Lucene, in TOML. None is Sigma: the report says why of each.',
    url: 'https://github.com/elastic/detection-rules',
    ref: 'main',
    folders: ['rules/**/*.toml', 'rules_building_block/**/*.toml'],
    isSigma: false,
  },
];
