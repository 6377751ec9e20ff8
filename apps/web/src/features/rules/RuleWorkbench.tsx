import { Pencil, Save } from 'lucide-react';
import { useRef, useState } from 'react';
import { failureOf } from '../../graphql/failure.ts';
import type { RuleDetailFragment } from '../../graphql/generated/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { ConflictNotice } from '../../ui/ConflictNotice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { UnsavedGuard } from '../../ui/UnsavedGuard.tsx';
import { toast } from 'sonner';
import { DiagnosticList } from './DiagnosticList.tsx';
import { RevisionProgress } from './RevisionProgress.tsx';
import { useDiagnostics } from './useDiagnostics.ts';
import { useRuleEdit } from './useRuleEdit.ts';
import { YamlEditor, type YamlEditorHandle } from './YamlEditor.tsx';

interface RuleWorkbenchProps {
  readonly rule: RuleDetailFragment;
  /** Fetches the rule as it is now. */
  readonly reload: () => Promise<RuleDetailFragment>;
}

/** Reads, edits, checks and ships the text of one rule. */
export function RuleWorkbench({ rule, reload }: RuleWorkbenchProps) {
  const edit = useRuleEdit(rule);
  const editor = useRef<YamlEditorHandle>(null);
  const [isReloading, setIsReloading] = useState(false);
  const isEditing = edit.draft !== null;
  const text = edit.draft?.text ?? rule.text;
  const checked = useDiagnostics(text, isEditing);
  // The refusal of a save is newer than the check that let it pass.
  const check =
    edit.refusal.length > 0 && checked !== null ? { ...checked, diagnostics: edit.refusal } : checked;
  const hasErrors = check?.text === text && check.diagnostics.some((each) => each.severity === 'ERROR');

  const resolve = async (settle: (theirs: RuleDetailFragment) => void | Promise<void>) => {
    setIsReloading(true);
    try {
      await settle(await reload());
    } catch (error) {
      toast.error('Their version could not be loaded', { description: failureOf(error).message });
    } finally {
      setIsReloading(false);
    }
  };
  return (
    <Panel
      title="Sigma YAML"
      detail={isEditing ? (edit.isDirty ? 'unsaved changes' : 'editing') : undefined}
      actions={
        isEditing ? (
          <>
            <Button size="small" onClick={edit.end}>
              Cancel
            </Button>
            <Button
              size="small"
              tone="primary"
              busy={edit.isSaving}
              disabled={!edit.isDirty || hasErrors}
              onClick={() => void edit.save()}
            >
              <Save aria-hidden /> Save and publish
            </Button>
          </>
        ) : (
          <Button size="small" onClick={edit.begin}>
            <Pencil aria-hidden /> Edit
          </Button>
        )
      }
    >
      <UnsavedGuard isDirty={edit.isDirty} />
      {edit.published !== null && (
        <div className="border-b border-line bg-raised px-4 py-2.5">
          <RevisionProgress key={edit.published.revision} {...edit.published} />
        </div>
      )}
      {edit.failure?.code === 'CONFLICT' ? (
        <div className="p-3">
          <ConflictNotice
            message={edit.failure.message}
            busy={isReloading || edit.isSaving}
            onTakeTheirs={() => void resolve(edit.takeTheirs)}
            onKeepMine={() => void resolve(edit.keepMine)}
          />
        </div>
      ) : (
        edit.failure !== null && <ErrorState title="Not saved" failure={edit.failure} className="m-3" />
      )}
      <div className="min-h-96 flex-1">
        <YamlEditor
          ref={editor}
          label="Sigma YAML of the rule"
          text={text}
          isEditable={isEditing}
          diagnostics={check?.diagnostics ?? noDiagnostics}
          onChange={edit.type}
        />
      </div>
      {isEditing && (
        <DiagnosticList
          check={check}
          text={text}
          onGoTo={(diagnostic) => {
            editor.current?.goTo(diagnostic);
          }}
        />
      )}
    </Panel>
  );
}

const noDiagnostics: readonly never[] = [];
