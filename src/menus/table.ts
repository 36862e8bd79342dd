// Owns the table of modelled menus that documentation shows, made from their declarations.
import type { DeviceMenu } from '../device/router.ts'
import { inRange } from '../schema/range.ts'
import { releaseOf } from '../schema/release.ts'

/**
 * A Markdown table: path and `about` of each menu that has a declaration in `release`, by path.
 * Documentation that shows it is compared with it by a test.
 */
export function modelledMenus(menus: readonly DeviceMenu[], release: string): string {
  const rows = menus
    .filter(({ releases, internal }) => inRange(releaseOf(release), releases) && internal !== true)
    .map(({ path, about }) => `| \`${path}\` | ${about} |`)
  return ['| menu | what it is here |', '|---|---|', ...rows.toSorted(), ''].join('\n')
}
