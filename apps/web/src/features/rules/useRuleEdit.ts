import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { failureOf, type Failure } from '../../graphql/failure.ts';
import {
  UpdateRuleDocument,
  type DiagnosticFieldsFragment,
  type RuleDetailFragment,
} from '../../graphql/generated/graphql.ts';

export interface PublishedChange {
  readonly revision: number;
  /** Epoch milliseconds at which the API's answer arrived. */
  readonly savedAt: number;
}

/** The draft of one rule: begun from a version, saved against that version. */
export function useRuleEdit(rule: RuleDetailFragment) {
  const [draft, setDraft] = useState<{ readonly text: string; readonly version: number } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** Why the API refused the text at the last save. */
  const [refusal, setRefusal] = useState<readonly DiagnosticFieldsFragment[]>([]);
  const [published, setPublished] = useState<PublishedChange | null>(null);
  const [update, { loading }] = useMutation(UpdateRuleDocument);

  const end = () => {
    setDraft(null);
    setFailure(null);
    setRefusal([]);
  };
  const save = async (version: number) => {
    if (draft === null) return;
    setFailure(null);
    setRefusal([]);
    try {
      const { data } = await update({ variables: { input: { id: rule.id, version, text: draft.text } } });
      if (data === undefined) return;
      const { rule: saved, diagnostics, revision } = data.updateRule;
      if (saved === null) {
        setRefusal(diagnostics);
        return;
      }
      end();
      if (revision !== null) setPublished({ revision, savedAt: Date.now() });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return {
    draft,
    failure,
    refusal,
    published,
    isSaving: loading,
    isDirty: draft !== null && draft.text !== rule.text,
    begin: () => {
      setPublished(null);
      setDraft({ text: rule.text, version: rule.version });
    },
    type: (text: string) => {
      setDraft((old) => (old === null ? null : { ...old, text }));
    },
    end,
    save: () => save(draft?.version ?? rule.version),
    /** After a conflict: `theirs` is the version that someone else saved. */
    takeTheirs: (theirs: RuleDetailFragment) => {
      setFailure(null);
      setDraft({ text: theirs.text, version: theirs.version });
    },
    keepMine: (theirs: RuleDetailFragment) => {
      setDraft((old) => (old === null ? null : { ...old, version: theirs.version }));
      return save(theirs.version);
    },
  };
}
