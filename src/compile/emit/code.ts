// Owns generating the JavaScript of code arguments.
import type { Node } from '../../syntax/tree.ts'
import type { Machine } from '../machine.ts'
import type { Region } from './region.ts'

/** The statements of a block, which runs in the surrounding frame. Undefined for any other value. */
export const emitCode = <M extends Machine>(node: Node, region: Region<M>, needsValue: boolean): string | undefined =>
  node.kind === 'block' && node.frame === undefined ? `${region.body(node.body, needsValue)};` : undefined
