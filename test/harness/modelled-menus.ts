// Owns the table of modelled menus in the documentation, generated from their declarations.
import type { DeviceMenu } from '../../src/device/router.ts'
import { inRange } from '../../src/schema/range.ts'
import { releaseOf } from '../../src/schema/release.ts'

/**
 * Returns a Markdown table: path and `about` of each menu that has a declaration in `release`, by path. A test compares the documentation
 * with it.
 */
export function modelledMenus(menus: readonly DeviceMenu[], release: string): string {
  const rows = menus
    .filter(({ releases, internal }) => inRange(releaseOf(release), releases) && internal !== true)
    .map(({ path, about }) => `| \`${path}\` | ${about} |`)
  return ['| menu | what it is here |', '|---|---|', ...rows.toSorted(), ''].join('\n')
}
