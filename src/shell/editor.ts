// Owns the line editor of a console: its state, and its transition for each key. Pure: side effects are returned as acts.
import { unfinished } from '../syntax/brackets.ts'
import { completedWord, type Offers } from './completion.ts'
import { acrossLines, editEntry, empty, entryOf, insert, replace, type Entry } from './entry.ts'
import { searched } from './history.ts'
import { isKey, typedText, type KeyPress } from './key.ts'

/** A request to the assistant: complete a word, list matches, show help, or complete for hot-lock mode. */
export type AssistKind = 'complete' | 'list' | 'help' | 'lock'

/** A side effect to perform. */
export type Act =
  | { readonly act: 'submit'; readonly text: string }
  | { readonly act: 'ask'; readonly kind: AssistKind; readonly text: string; readonly at: number }
  | { readonly act: 'list'; readonly kind: AssistKind; readonly offers: Offers }
  | { readonly act: 'cancel' | 'end' | 'safe' | 'clear' | 'print' }

/** The state of the editor. */
export interface EditorState {
  readonly entry: Entry
  readonly history: readonly string[]
  /** The index of the shown history entry; the length of the history if none is shown. */
  readonly shown: number
  /** The typed text before the first recall. */
  readonly draft: string
  /** Whether it was recalled: then its prompt shows line numbers instead of open brackets. */
  readonly recalled: boolean
  /** The searched text, and the history index from which the search continues. */
  readonly search: { readonly wanted: string; readonly at: number } | undefined
  /** Whether words are completed without Tab. */
  readonly hotLock: boolean
  /** The text of a paste in progress; undefined otherwise. */
  readonly paste: readonly string[] | undefined
  /** Whether Tab was the last key. */
  readonly tabbed: boolean
}

/** An empty editor, with the entries that its arrow keys recall, oldest first. */
export const editorOf = (history: readonly string[] = []): EditorState => ({
  entry: empty,
  history,
  shown: history.length,
  draft: '',
  recalled: false,
  search: undefined,
  hotLock: false,
  paste: undefined,
  tabbed: false,
})

/** The editor after a key, and what its owner is to do. */
export interface Pressed {
  readonly editor: EditorState
  readonly acts: readonly Act[]
}

const pressed = (editor: EditorState, ...acts: readonly Act[]): Pressed => ({ editor, acts })

/** Differences between releases: `?` requests help in 2.x to 6.x. */
export interface ReleaseKeys {
  readonly questionHelps: boolean
}

/** The editor after a key, with its side effects. */
export function press(editor: EditorState, key: KeyPress, releaseKeys: ReleaseKeys): Pressed {
  if (editor.paste !== undefined || key.name === 'paste-start') return pressed(pasting(editor, key))
  const { tabbed } = editor
  const now = { ...editor, tabbed: false }
  const searching = searchKey(now, key)
  if (searching !== undefined) return pressed(searching)
  // A key that ends the search also has its usual effect.
  const withoutSearch = { ...now, search: undefined }
  if (now.search !== undefined && isKey(key, 'return', 'm'))
    return pressed({ ...withoutSearch, recalled: withoutSearch.entry.text.includes('\n') })
  if (now.search !== undefined && key.name === 'escape') return pressed(recall(withoutSearch, withoutSearch.history.length))
  return asking(withoutSearch, key, tabbed, releaseKeys) ?? steering(withoutSearch, key) ?? writing(withoutSearch, key)
}

function pasting(editor: EditorState, { name, text }: KeyPress): EditorState {
  if (name === 'paste-start') return { ...editor, paste: [], search: undefined, tabbed: false }
  const { paste = [], entry } = editor
  if (name === 'paste-end') return { ...editor, entry: insert(entry, clean(paste.join(''))), paste: undefined }
  return { ...editor, paste: [...paste, text ?? ''] }
}

/** A pasted text without control characters and without a final line end. */
const clean = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll(/[\0-\x09\x0b-\x1f\x7f-\x9f]/g, '')
    .replace(/\n+$/, '')

function searchKey(editor: EditorState, key: KeyPress): EditorState | undefined {
  const { search, history } = editor
  if (isKey(key, 'f3', 'r')) {
    const wanted = search?.wanted ?? ''
    const from = search === undefined ? history.length : search.at
    return found({ ...editor, draft: search === undefined ? draftOf(editor) : editor.draft }, wanted, wanted === '' ? history.length : from)
  }
  if (search === undefined) return undefined
  const sign = typedText(key)
  if (sign !== undefined) return found(editor, search.wanted + sign, Math.min(history.length, search.at + 1))
  if (isKey(key, 'backspace', 'h')) return found(editor, search.wanted.slice(0, -1), history.length)
  return undefined
}

/** Shows the last entry before `from` that contains the searched text; without a match the shown one stays. */
function found(editor: EditorState, wanted: string, from: number): EditorState {
  const at = wanted === '' ? -1 : searched(editor.history, wanted, from)
  const text = editor.history[at]
  if (text === undefined) return { ...editor, search: { wanted, at: editor.search?.at ?? editor.history.length } }
  return { ...editor, entry: entryOf(text), shown: at, recalled: text.includes('\n'), search: { wanted, at } }
}

const draftOf = ({ shown, history, entry, draft }: EditorState): string => (shown === history.length ? entry.text : draft)

/** Shows a history entry; behind the last one, the typed text. */
function recall(editor: EditorState, shown: number): EditorState {
  const { history } = editor
  const draft = draftOf(editor)
  const text = shown >= history.length ? draft : (history[shown] ?? '')
  return {
    ...editor,
    draft,
    shown: Math.min(shown, history.length),
    entry: entryOf(text),
    recalled: text.includes('\n') && shown < history.length,
  }
}

/** Handles Tab, help, and keys that leave the line. */
function asking(editor: EditorState, key: KeyPress, tabbed: boolean, { questionHelps }: ReleaseKeys): Pressed | undefined {
  const { text, at } = editor.entry
  const ask = (kind: AssistKind): Act => ({ act: 'ask', kind: kind, text, at })
  if (isKey(key, 'tab', 'i')) return pressed({ ...editor, tabbed: true }, ask(tabbed ? 'list' : 'complete'))
  if (key.name === 'f1' || (questionHelps && key.text === '?')) return pressed(editor, ask('help'))
  if (isKey(key, 'f4', 'x')) return pressed(editor, { act: 'safe' })
  if (isKey(key, 'f5', 'l')) return pressed(editor, { act: 'clear' })
  if (key.name === 'f8') return text.includes('\n') ? pressed(editor, { act: 'print' }) : pressed(editor)
  if (key.ctrl === true && key.name === 'c') return pressed(emptyLine(editor), { act: 'cancel' })
  if (key.ctrl === true && key.name === 'd' && text === '') return pressed(editor, { act: 'end' })
  return undefined
}

/** An empty line with the same history. */
export const emptyLine = (editor: EditorState): EditorState => ({ ...editorOf(editor.history), hotLock: editor.hotLock })

/** Handles Enter, history, and hot-lock. */
function steering(editor: EditorState, key: KeyPress): Pressed | undefined {
  const { entry, shown, history } = editor
  if (isKey(key, 'return', 'm') || key.name === 'enter') {
    if (unfinished(entry.text) === '') return pressed(emptyLine(editor), { act: 'submit', text: entry.text })
    return pressed({ ...editor, entry: insert(entryOf(entry.text), '\n') })
  }
  if (isKey(key, 'up', 'p')) {
    const up = acrossLines(entry, -1)
    return pressed(up !== undefined ? { ...editor, entry: up } : shown > 0 ? recall(editor, shown - 1) : editor)
  }
  if (isKey(key, 'down', 'n')) {
    const down = acrossLines(entry, 1)
    return pressed(down !== undefined ? { ...editor, entry: down } : shown < history.length ? recall(editor, shown + 1) : editor)
  }
  if (isKey(key, 'f7', 'v')) return pressed({ ...editor, hotLock: !editor.hotLock })
  return undefined
}

function writing(editor: EditorState, key: KeyPress): Pressed {
  const entry = editEntry(editor.entry, key)
  if (entry === undefined) return pressed(editor)
  const next = { ...editor, entry }
  const { text, at } = editor.entry
  // The end of a word: hot-lock completes it.
  const ends = editor.hotLock && /^[ /=]$/.test(typedText(key) ?? '') && /[\w-]$/.test(text.slice(0, at))
  return ends ? pressed(next, { act: 'ask', kind: 'lock', text, at }) : pressed(next)
}

/** The editor after the answer to a request for assistance. An answer to an outdated text is ignored. */
export function offered(
  editor: EditorState,
  kind: AssistKind,
  asked: { readonly text: string; readonly at: number },
  offers: Offers,
): Pressed {
  const { entry } = editor
  const before = asked.text.slice(0, asked.at)
  const isStill = entry.text.slice(0, asked.at) === before && (kind === 'lock' ? entry.at > asked.at : entry.at === asked.at)
  if (!isStill) return pressed(editor)
  if (kind === 'help') return pressed(editor, { act: 'list', kind: kind, offers })
  const done = completedWord(offers)
  if (done === undefined) return pressed(editor)
  if ('list' in done)
    return kind === 'list' ? pressed(editor, { act: 'list', kind: kind, offers: { ...offers, offers: done.list } }) : pressed(editor)
  // The suffix of the word is already typed.
  const write = kind === 'lock' ? done.write.replace(/[ /=]$/, '') : withoutTwice(done.write, entry.text.slice(asked.at))
  return pressed({ ...editor, entry: replace(entry, offers.from, asked.at, write) })
}

/** Drops the suffix if the following text already starts with it. */
const withoutTwice = (write: string, behind: string): string =>
  /[ /=]$/.test(write) && behind.startsWith(write.slice(-1)) ? write.slice(0, -1) : write
