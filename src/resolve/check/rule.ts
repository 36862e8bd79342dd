// Owns the types of rules of `check`: a rule's code, severity and page, and the hooks of a family of rules.
import type { BoardModel } from '../../schema/boards.ts'
import type { Expected } from '../../../grammar/refusal.ts'
import type { Fix, Related, Severity } from '../../diagnostic/diagnostic.ts'
import type { RefusalCode, PlacedMessage, PlacedWord } from '../../diagnostic/refused.ts'
import type { KnownArgument } from '../../schema/known-argument.ts'
import type { KnownCommand } from '../../schema/known-command.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import type { Body, Condition, GivenArgument, Invocation, Node } from '../../syntax/tree.ts'
import type { Span } from '../../text/source.ts'
import type { Defined } from './definitions.ts'
import type { Knowledge } from './knowledge.ts'

/** A rule and its page, which `offbox explain` shows. `wrong` is a script with the finding, `right` one without it. */
export interface Rule {
  readonly code: string
  readonly severity: Severity
  /** How an editor displays the range: faded, or struck through. */
  readonly tag?: 'unused' | 'deprecated'
  /** The summary, in one line. */
  readonly about: string
  /** The reason and the remedy, as text. */
  readonly why: string
  readonly wrong: string
  readonly right: string
  /** The release that the examples are for; default: the default release. */
  readonly release?: string
}

/** The parts of a finding that the rule determines. `severity` is only set if it is milder than the rule's own. */
export interface Remark {
  /** Whether it is about a name that older releases have and the chosen release does not. */
  readonly outdated?: boolean
  readonly message: string
  /** The parts of a message that contains the place where a device stops. */
  readonly placed?: PlacedMessage | undefined
  readonly help?: string | undefined
  readonly severity?: Severity
  /** Offsets are those of the checked text. */
  readonly related?: readonly Related[] | undefined
  /** Whether the check stopped here, so that the text behind it is unchecked. */
  readonly last?: true | undefined
  /** Possible fixes; offsets are those of the checked text. */
  readonly fixes?: readonly Fix[] | undefined
}

/** One checked text: a script, or code in a string of one. */
export interface CheckedText {
  readonly knowledge: Knowledge
  readonly definitions: Defined
  /** The release that wrote it, if its header says that it is an export. */
  readonly exportedBy: string | undefined
  /** The board of `--board` or of the header; undefined if there is none, or if it is unknown. */
  readonly board: BoardModel | undefined
  /** Whether it is code in a string of the script. */
  readonly isInString: boolean
  /** The line of the file that contains a range. */
  lineOf(this: void, span: Span): number
  /** Reports a finding at a range of this text. */
  report(this: void, code: string, where: Span, remark: Remark): void
}

/** A menu command in a script, with its constant values. */
export interface CommandUse {
  readonly menu: KnownMenu
  readonly command: KnownCommand
  readonly invocation: Invocation
  /** Whether it is at the script's top level and always runs: not in a block, bracket or function. */
  readonly alwaysRuns: boolean
  /** The argument of this name; the last one if it is given twice. */
  find(this: void, name: string): GivenArgument | undefined
  /** The text of an argument that is a word or a string without interpolation; else undefined. */
  text(this: void, name: string): string | undefined
}

/** An argument with a constant value. */
export interface ConstantArgument {
  readonly argument: KnownArgument
  readonly text: string
  readonly node: Node
}

/** A name in a text, recorded for `RuleFamily.body`. The family defines what its groups mean. */
export interface Note {
  readonly group: string
  readonly name: string
}

/** Rules that examine the same constructs, with their hooks. All hooks are optional. */
export interface RuleFamily {
  readonly rules: readonly Rule[]
  /** Examines a whole text: a script, or code in a string. */
  body?(body: Body, checked: CheckedText, named: (group: string) => ReadonlySet<string>): void
  /** The names in a text that `body` needs from the whole script, each in a group of the family. */
  notes?(body: Body): readonly Note[]
  /**
   * Whether a use is compared with earlier uses, with findings that name lines. All other findings about a part of a script remain while
   * the rest is edited. Such a use may only report claims (`Defined.claim`) that another use made first, and it makes its claims
   * unconditionally.
   */
  across?(use: CommandUse): boolean
  /**
   * Whether `use` can report anything about a command, and `written` about an argument of it; cached per command, so that long lists of one
   * command are fast. Default: all.
   */
  concerns?(command: KnownCommand, argument?: KnownArgument): boolean
  /** Examines a use of a menu command. */
  use?(use: CommandUse, checked: CheckedText): void
  /** Examines a constant argument of a menu command. */
  written?(written: ConstantArgument, use: CommandUse, checked: CheckedText): void
  /** Examines a `where` of a known menu. */
  condition?(condition: Condition, checked: CheckedText): void
  /** Examines a refusal or late error of the parse. */
  refused?(refused: RefusedPlace, checked: CheckedText): void
  /** Called once for each text, after all other hooks. */
  end?(checked: CheckedText): void
}

/** A refusal or a late error of the device. `late`: the device accepts the script and fails there at run time. */
export interface RefusedPlace extends Span {
  readonly code: RefusalCode
  readonly message: string
  /** The parts of a message that contains the place where a device stops. */
  readonly placed?: PlacedMessage
  readonly late: boolean
  /** The range where a device stops. The finding is placed at the unclosed sign if that is further up. */
  readonly stop: Span
  /** What was expected instead of `about`, or at the place. */
  readonly expected: Expected | undefined
  readonly about: PlacedWord | undefined
  /** The hint of a matching language trap. It has precedence over a similar name. */
  readonly hint: string | undefined
  /** The hint that is used if neither a trap nor a similar name explains the refusal. */
  readonly guess: string | undefined
  readonly related?: readonly Related[] | undefined
  /** Whether the check stopped here, so that the text behind it is unchecked. */
  readonly last?: true | undefined
}
