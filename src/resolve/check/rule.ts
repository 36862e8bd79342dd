// Owns what a rule of `check` is: its code, how bad it is, its page, and what it is asked about a script.
import type { BoardModel } from '../../schema/boards.ts'
import type { Expected } from '../../../grammar/refusal.ts'
import type { Fix, Related, Severity } from '../../diagnostic/diagnostic.ts'
import type { RefusalCode, Word } from '../../diagnostic/refused.ts'
import type { KnownArgument } from '../../schema/known-argument.ts'
import type { KnownCommand } from '../../schema/known-command.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import type { Body, Condition, Given, Invocation, Node } from '../../syntax/tree.ts'
import type { Span } from '../../text/source.ts'
import type { Defined } from './definitions.ts'
import type { Knowledge } from './knowledge.ts'

/** A rule and its page: what `offbox explain` shows of a code. `wrong` is a script that has the finding, `right` one that has not. */
export interface Rule {
  readonly code: string
  readonly severity: Severity
  /** How an editor shows what it speaks of beside that: faded, or struck through. */
  readonly tag?: 'unused' | 'deprecated'
  /** What it says, in one line. */
  readonly about: string
  /** Why that is so and what to do, as text. */
  readonly why: string
  readonly wrong: string
  readonly right: string
  /** The release that the examples are for, where it is not the default one. */
  readonly release?: string
}

/** What a rule adds to its finding. `severity` only where it is milder than the rule's own. */
export interface Remark {
  /** It speaks of a name that older releases have, and the chosen one has no more. */
  readonly outdated?: boolean
  readonly message: string
  readonly help?: string | undefined
  readonly severity?: Severity
  /** Offsets are those of the text that is checked. */
  readonly related?: readonly Related[] | undefined
  /** What stands behind it was not checked: offbox stopped looking there. */
  readonly last?: true | undefined
  /** What would mend it; offsets are those of the text that is checked. */
  readonly fixes?: readonly Fix[] | undefined
}

/** One text that is checked: a script, or code in a string of one. */
export interface CheckedText {
  readonly knowledge: Knowledge
  readonly definitions: Defined
  /** The release that wrote it, where its header says so: it is an export then. */
  readonly exportedBy: string | undefined
  /** The board that the text is for: `--board`, or its header; undefined where neither says one that is known. */
  readonly board: BoardModel | undefined
  /** The line of the file that something stands in. */
  lineOf(this: void, span: Span): number
  report(this: void, code: string, where: Span, remark: Remark): void
}

/** A command of a menu in a script, with its values where they are written out. */
export interface Use {
  readonly menu: KnownMenu
  readonly command: KnownCommand
  readonly invocation: Invocation
  /** It stands on the script's own level and is always reached: in no block, bracket or function. */
  readonly straight: boolean
  /** The argument of this name, the last one where it is given twice. */
  find(this: void, name: string): Given | undefined
  /** The text of an argument that is a word or a string without variables; undefined otherwise. */
  text(this: void, name: string): string | undefined
}

/** An argument with a value that is written out. */
export interface Written {
  readonly argument: KnownArgument
  readonly text: string
  readonly node: Node
}

/** A name that a text says something of: what, the group says. */
export interface Note {
  readonly group: string
  readonly name: string
}

/** Rules that look at the same things. All hooks are optional. */
export interface Family {
  readonly rules: readonly Rule[]
  /** A text as a whole: a script, or code in a string. */
  body?(body: Body, scene: CheckedText, named: (group: string) => ReadonlySet<string>): void
  /** Names of a text that `body` asks about the whole of it, each in a group of its family. */
  notes?(body: Body): readonly Note[]
  /**
   * Uses that are compared with those further up, and whose findings name lines there; all other findings about a part of a script stay as
   * they are while the rest of it is edited. All that such a use says it says of a claim (`Defined.claim`) that another use made
   * first, and it makes its claims whatever comes of them.
   */
  across?(use: Use): boolean
  /**
   * Whether `use` has anything to say of a command, and `written` of an argument of one; worked out once for each command, so that long
   * lists of one command are asked what concerns them alone. Left out: of all.
   */
  concerns?(command: KnownCommand, argument?: KnownArgument): boolean
  /** Each use of a command of a menu. */
  use?(use: Use, scene: CheckedText): void
  /** Each argument of such a use that is written out. */
  written?(written: Written, use: Use, scene: CheckedText): void
  /** Each `where` of a menu that the facts know. */
  condition?(condition: Condition, scene: CheckedText): void
  /** What the parse itself found: a refusal or a late error, and what it is about. */
  refused?(refused: Refused, scene: CheckedText): void
  /** After all else. */
  end?(scene: CheckedText): void
}

/** The device's own verdict on a place. `late`: it accepts the script and fails there. */
export interface Refused extends Span {
  readonly code: RefusalCode
  readonly message: string
  readonly late: boolean
  /** Where a device stops; it is told at the sign that nothing closes, where that is above. */
  readonly stop: Span
  /** What could have stood in place of `about`, else at the place. */
  readonly expected: Expected | undefined
  readonly about: Word | undefined
  /** A trap of the language that explains it. */
  readonly hint: string | undefined
  readonly related?: readonly Related[] | undefined
  /** What stands behind it was not checked: offbox stopped looking there. */
  readonly last?: true | undefined
}
