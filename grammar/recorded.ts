// Owns the placeholder nodes that rules return while Chevrotain records them without a text. No parse returns them.
import { HeadShape } from '../src/syntax/head.ts'
import { Literal } from '../src/syntax/literals.ts'
import { Unknown, type Node, type Statement } from '../src/syntax/tree.ts'

/** The placeholder of a value. */
export const noNode: Node = new Literal(0, 0, '', '')
/** The placeholder of a head. */
export const noShape = new HeadShape('', 0, [])
/** The placeholder of a statement. */
export const noStatement: Statement = new Unknown(
  0,
  0,
  noShape,
  { code: 'bad-command-name', message: '', offset: 0, about: undefined },
  [],
  [],
)
