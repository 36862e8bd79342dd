// Owns tests of /system/script/job.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost } from '../../src/index.ts'

const play = (source: string): string => {
  const { output, failure } = createDevice({ host: memoryHost() }).run(source)
  return `${output}${failure === undefined ? '' : `! ${failure.message}`}`.replace(/\n$/, '')
}

describe('jobs', () => {
  // Manual, scripting page, :jobname: a script that must run only once counts itself.
  it('count a script that runs, under its name', () => {
    const counted = '[/system script job print count-only as-value where script=[:jobname]]'
    expect(play(`/system script add name=one source={:put ${counted}}; /system script run one; :put ${counted}`)).toBe('1\n0')
  })

  it('are those that wait, the oldest first; what :execute ran has ended', () => {
    const inner = ':foreach j in=[/system script job find] do={:put ([/system script job get $j script] . "<")}'
    expect(play(`/system script add name=outer source={:put [:execute {${inner}} as-string]}; /system script run outer`)).toBe(
      'outer<\n<\n',
    )
    expect(play(':execute {:delay 1h}; :put [:len [/system script job find]]')).toBe('0')
  })

  it('have the id that :execute gave', () => {
    expect(
      play(
        ':execute {:put 1}; :put [:execute {/file add name=id contents=[:tostr [/system script job find]]}]; :put [/file get id contents]',
      ),
    ).toBe('*2\n*2')
    expect(play(':local j [:execute {}]; :onerror e in={/system script job get $j script} do={:put $e}')).toMatch(/^no such item/)
  })

  it('cannot be ended, and say so', () => {
    expect(play('/system script add name=one source={/system script job remove [find]}; /system script run one')).toMatch(
      /^! \/system\/script\/job\/remove is not modelled: /,
    )
    expect(play('/system script job remove [find]')).toBe('')
  })
})
