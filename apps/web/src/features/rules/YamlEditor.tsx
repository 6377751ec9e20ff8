import { yaml } from '@codemirror/lang-yaml';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { DiagnosticFieldsFragment } from '../../graphql/generated/graphql.ts';
import { editorLook } from './editor-look.ts';
import { markOf } from './marks.ts';

export interface YamlEditorHandle {
  /** Puts the cursor on a diagnostic and shows it. */
  readonly goTo: (diagnostic: DiagnosticFieldsFragment) => void;
}

interface YamlEditorProps {
  readonly ref?: Ref<YamlEditorHandle>;
  readonly label: string;
  readonly text: string;
  readonly isEditable: boolean;
  readonly diagnostics: readonly DiagnosticFieldsFragment[];
  readonly onChange: (text: string) => void;
}

export function YamlEditor({ ref, label, text, isEditable, diagnostics, onChange }: YamlEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const mode = useRef(new Compartment());
  const notify = useRef(onChange);
  useEffect(() => {
    notify.current = onChange;
  }, [onChange]);

  useEffect(() => {
    if (frame.current === null) return undefined;
    const editor = new EditorView({
      parent: frame.current,
      extensions: [
        basicSetup,
        yaml(),
        lintGutter(),
        editorLook,
        EditorView.lineWrapping,
        // Read-only text must be reachable by Tab too, or a keyboard could not scroll it.
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        mode.current.of([]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) notify.current(update.state.doc.toString());
        }),
      ],
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [label]);

  useEffect(() => {
    view.current?.dispatch({
      effects: mode.current.reconfigure([
        EditorState.readOnly.of(!isEditable),
        EditorView.editable.of(isEditable),
      ]),
    });
    if (isEditable) view.current?.focus();
  }, [isEditable, label]);

  useEffect(() => {
    const editor = view.current;
    // What was typed here is already in the editor; only text from elsewhere is put in.
    if (editor === null || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text, label]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const current = editor.state.doc.toString();
    editor.dispatch(
      setDiagnostics(
        editor.state,
        diagnostics.map((each) => markOf(current, each)),
      ),
    );
  }, [diagnostics, label]);

  useImperativeHandle(
    ref,
    () => ({
      goTo: (diagnostic) => {
        const editor = view.current;
        if (editor === null) return;
        const { from, to } = markOf(editor.state.doc.toString(), diagnostic);
        editor.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
        editor.focus();
      },
    }),
    [],
  );

  return <div ref={frame} className="h-full min-h-96 overflow-auto [&_.cm-editor]:min-h-96" />;
}
