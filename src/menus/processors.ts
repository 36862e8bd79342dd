// Owns what several menus say of the processors of a board.
import type { Router } from '../device/router.ts'

/** What 7.x says of a board's processor; a virtual machine names its own. *Inferred* but for ARM64 and MIPS. */
const names: Readonly<Record<string, string>> = {
  arm: 'ARM',
  arm64: 'ARM64',
  mipsbe: 'MIPS 24Kc V7.4',
  mmips: 'MIPS 1004Kc V2.15',
  ppc: 'e500v2',
  smips: 'MIPS 24Kc V5.0',
  tile: 'tilegx',
}

export const processor = ({ board: { architecture } }: Router): string =>
  architecture === undefined ? 'QEMU' : (names[architecture] ?? architecture)

/** How many processors there are: as most boards of the architecture have (the maker's product pages), so *inferred* for any one board. */
export const processors = ({ board: { architecture } }: Router): number =>
  ({ arm: 4, arm64: 4, mmips: 4, ppc: 2, tile: 36 })[architecture ?? ''] ?? 1
