// Owns a board's processor, for several menus.
import type { Router } from '../device/router.ts'

/** The names of processors by architecture, in 7.x; a virtual machine has its own. *Inferred* except for ARM64 and MIPS. */
const names: Readonly<Record<string, string>> = {
  arm: 'ARM',
  arm64: 'ARM64',
  mipsbe: 'MIPS 24Kc V7.4',
  mmips: 'MIPS 1004Kc V2.15',
  ppc: 'e500v2',
  smips: 'MIPS 24Kc V5.0',
  tile: 'tilegx',
}

/** The name of the processor in `/system/resource`: `QEMU` for a virtual machine. */
export const processor = ({ board: { architecture } }: Router): string =>
  architecture === undefined ? 'QEMU' : (names[architecture] ?? architecture)

/** The number of processors: that of most boards of the architecture (the maker's product pages); for a single board it is *inferred*. */
export const processors = ({ board: { architecture } }: Router): number =>
  ({ arm: 4, arm64: 4, mmips: 4, ppc: 2, tile: 36 })[architecture ?? ''] ?? 1
