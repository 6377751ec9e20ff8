/** A repository that many use, as an input to create it. */
export interface RepositoryPreset {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly ref: string | null;
  readonly folders: readonly string[];
}

const SIGMA_HQ = { url: 'https://github.com/SigmaHQ/sigma', ref: 'master' } as const;

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
    folders: [
      ...['rules', 'rules-compliance', 'rules-dfir', 'rules-emerging-threats'],
      ...['rules-placeholder', 'rules-threat-hunting'],
    ],
  },
];
