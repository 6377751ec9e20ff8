import { defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Colours are the page's tokens, so the editor follows the theme without being rebuilt. */
const surface = EditorView.theme({
  '&': { backgroundColor: 'var(--panel)', color: 'var(--fg)', fontSize: '13px', height: '100%' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono, ui-monospace, monospace)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--accent)', padding: '10px 0' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--muted)',
    border: 'none',
    paddingLeft: '6px',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--hover) 60%, transparent)',
  },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 28%, transparent)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
    color: 'var(--fg)',
  },
  '.cm-diagnostic': { padding: '6px 10px', fontFamily: 'var(--font-sans)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
});

/** CodeMirror's own style knows every tag; only its colours, made for a white page, are replaced by tokens. */
const tokens: Readonly<Record<string, string>> = {
  '#404740': 'var(--syntax-keyword)',
  '#708': 'var(--syntax-keyword)',
  '#219': 'var(--syntax-number)',
  '#164': 'var(--syntax-string)',
  '#a11': 'var(--syntax-string)',
  '#e40': 'var(--syntax-number)',
  '#00f': 'var(--syntax-key)',
  '#30a': 'var(--syntax-key)',
  '#085': 'var(--syntax-keyword)',
  '#167': 'var(--syntax-keyword)',
  '#256': 'var(--syntax-key)',
  '#00c': 'var(--syntax-key)',
  '#940': 'var(--muted)',
  '#f00': 'var(--bad)',
};
const syntax = HighlightStyle.define(
  defaultHighlightStyle.specs.map(({ color, ...spec }) => {
    const token: unknown = color;
    return typeof token === 'string' ? { ...spec, color: tokens[token] ?? 'var(--fg)' } : spec;
  }),
);

export const editorLook: Extension = [surface, syntaxHighlighting(syntax)];
