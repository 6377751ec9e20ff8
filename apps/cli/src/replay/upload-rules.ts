import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readRuleFiles } from '@sluice/archive';
import {
  CreateRepositoryDocument,
  UploadRulesDocument,
  type UploadRulesInput,
} from '../api/generated/graphql.ts';
import type { GraphqlClient } from '../api/graphql-client.ts';

export interface RuleSource {
  readonly rulesPath: string;
  readonly folders: readonly string[] | undefined;
}

export interface UploadedRules {
  readonly repositoryId: string;
  readonly loaded: number;
  readonly refused: number;
  readonly revision: number;
}

interface Upload {
  /** Part of the mutation's input. */
  readonly input: Pick<UploadRulesInput, 'archive' | 'files'>;
  /** Files that could not be read, and so are not in the input. */
  readonly unreadable: number;
}

/** Makes a repository and uploads the rules as people do; an archive goes as it is. */
export async function uploadRules(api: GraphqlClient, source: RuleSource): Promise<UploadedRules> {
  const created = await api.run(CreateRepositoryDocument, { input: { name: 'Replay', description: '' } });
  const repositoryId = created.createRepository.repository.id;
  const upload = await readUpload(source);
  const answer = await api.run(UploadRulesDocument, { input: { repositoryId, ...upload.input } });
  const { added, refused, revision } = answer.uploadRules;
  return { repositoryId, loaded: added, refused: refused + upload.unreadable, revision };
}

async function readUpload({ rulesPath, folders }: RuleSource): Promise<Upload> {
  const selected = folders === undefined ? {} : { folders: [...folders] };
  if (/\.(tar\.gz|tgz|zip)$/i.test(rulesPath)) {
    const contentBase64 = (await readFile(rulesPath)).toString('base64');
    return { input: { archive: { name: basename(rulesPath), contentBase64, ...selected } }, unreadable: 0 };
  }
  const files: { path: string; text: string }[] = [];
  let unreadable = 0;
  for await (const file of readRuleFiles({ path: rulesPath }, selected)) {
    if (file.ok) files.push({ path: file.path, text: file.text });
    else unreadable += 1;
  }
  return { input: { files }, unreadable };
}
