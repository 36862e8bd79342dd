// Owns tests of the order of menus in a whole export.
import { describe, expect, it } from 'vitest'
import { testConsole } from './console.ts'

describe('scripts', () => {
  const headings = (release: string, verbose = false): string[] => {
    const { run } = testConsole({ release })
    run('/system script add name=a source=x; /system scheduler add name=s; /ip dns set servers=192.0.2.1')
    return run(verbose ? '/export verbose' : '/export')
      .split('\n')
      .filter((line) => /^\/(system (script|scheduler)|ip dns)$/.test(line))
  }

  // Public exports of 6.4x, 7.16.2 and 7.20rc3 in this group, of 7.23.2 and 7.24.5 in the other.
  it.each(['6.49', '7.16.2', '7.20'])('%s: behind schedules', (release) => {
    expect(headings(release)).toEqual(['/ip dns', '/system scheduler', '/system script'])
  })

  it.each(['7.23.2', '7.24'])('%s: among menus with named rows', (release) => {
    expect(headings(release)).toEqual(['/system script', '/ip dns', '/system scheduler'])
  })

  it('verbose: among menus with named rows (exports of 7.17.2 and 7.24.4)', () => {
    expect(headings('7.17.2', true)).toEqual(['/system script', '/ip dns', '/system scheduler'])
  })
})
