// Owns the editor's appearance, for light and dark schemes.
import { EditorView } from '@codemirror/view'

/** Colours are custom properties of the page's style sheet, which the editor's shadow tree inherits. */
export const appearance = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--card)', fontSize: '14px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--back)', color: 'var(--soft)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'var(--active)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--selected)',
  },
  '.cm-tooltip': { backgroundColor: 'var(--card)', color: 'var(--ink)', border: '1px solid var(--line)', maxWidth: '40em' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionDetail': { color: 'inherit', opacity: '.85', fontStyle: 'normal' },
  '.cm-diagnostic': { whiteSpace: 'pre-wrap' },
  '.cm-diagnosticAction': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-panels': { backgroundColor: 'var(--back)', color: 'var(--ink)' },
  '.told': { padding: '4px 8px', maxHeight: '16em', overflow: 'auto' },
  '.told p': { margin: '4px 0', whiteSpace: 'pre-wrap' },
  '.t-dir': { color: 'var(--t-dir)' },
  '.t-cmd': { color: 'var(--t-cmd)', fontWeight: '600' },
  '.t-arg, .t-arg-scope, .t-arg-dot': { color: 'var(--t-arg)' },
  '.t-comment': { color: 'var(--soft)', fontStyle: 'italic' },
  '.t-string': { color: 'var(--t-string)' },
  '.t-escaped': { color: 'var(--t-cmd)' },
  '.t-number, .t-enum': { color: 'var(--t-number)' },
  '.t-variable-local, .t-variable-global, .t-variable-parameter, .t-variable-auto': { color: 'var(--t-variable)' },
  '.t-variable-undefined, .t-error': { color: 'var(--bad)' },
  '.t-obj-inactive, .t-syntax-obsolete': { textDecoration: 'line-through' },
})
