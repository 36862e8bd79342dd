// Owns tests of /system/script/job.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost } from '../../src/index.ts'
import { continued } from '../harness/expected.ts'

const play = (source: string): string => {
  const { output, failure } = createDevice({ host: memoryHost() }).run(source)
  return `${output}${failure === undefined ? '' : `! ${failure.message}`}`.replace(/\n$/, '')
}

describe('jobs', () => {
  // Manual, scripting page, :jobname: a script that must run only once counts itself.
  it('include the running script, under its name', () => {
    const counted = '[/system script job print count-only as-value where script=[:jobname]]'
    expect(play(`/system script add name=one source={:put ${counted}}; /system script run one; :put ${counted}`)).toBe('1\n0')
  })

  it('are listed oldest first; a job of :execute exists until its starter waits', () => {
    const inner = ':foreach j in=[/system script job find] do={:put ([/system script job get $j script] . "<")}'
    expect(play(`/system script add name=outer source={:put [:execute {${inner}} as-string]}; /system script run outer`)).toBe(
      'outer<\n<\n',
    )
    const count = ':put [:len [/system script job find]]'
    expect(play(`:execute {:delay 1h}; ${count}; :delay 1s; ${count}`)).toBe('1\n0')
  })

  it('have the id that :execute returned', () => {
    expect(
      play(
        ':execute {:put 1}; :put [:execute {/file add name=id contents=[:tostr [/system script job find]]}]; :delay 1s; ' +
          ':put [/file get id contents]',
      ),
    ).toBe('*2\n*2')
    expect(
      play(':local j [:execute {}]; :put [/system script job get $j type]; :delay 1s; :put [:typeof [/system script job get $j type]]'),
    ).toBe('command\nnil')
  })

  it('run when their starter waits or has ended: a script that waits for a job continues', () => {
    const gone = ':while ([:len [/system script job find where .id=$j]] > 0) do={:set n ($n + 1); :delay 1s}'
    expect(play(`:global log; :local n 0; :local j [:execute {:global log; :set log "$log b"}]; :set log a; ${gone}; :put "$n$log"`)).toBe(
      '1a b',
    )
    const device = createDevice({ host: memoryHost() })
    device.run(':global log; :execute {:global log; :set log "$log b"; :execute {:global log; :set log "$log c"}}; :set log a')
    expect(device.run(':global log; :put $log').output).toBe('a b c\n')
  })

  it('may start themselves again without blocking their starter, and may reboot the device', () => {
    expect(play(':global again ":global again; :delay 1m; :execute $again"; :execute $again; :put done')).toBe('done')
    expect(play(':execute "/system reboot"; :delay 1s; :put never')).toBe('')
  })

  it('can be removed before they run', () => {
    expect(play(':global x 1; :local j [:execute {:global x 2}]; /system script job remove $j; :delay 1s; :put $x')).toBe('1')
  })

  it('cannot be removed while they run, which is reported', () => {
    expect(continued(play('/system script add name=one source={/system script job remove [find]}; /system script run one')))
      .toMatchInlineSnapshot(`
      "! /system/script/job/remove is not modelled: a script that runs, or waits for this one, cannot \\
          be ended (/system/script/job/remove; line 1)"
    `)
    expect(play('/system script job remove [find]')).toBe('')
  })
})
