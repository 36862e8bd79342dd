// Owns the tests of timed work of a device: schedulers, and waiting while others run.
import { describe, expect, it } from 'vitest'
import { interrupted } from '../../src/diagnostic/failure.ts'
import { Agenda } from '../../src/device/world/agenda.ts'
import { toFailure } from '../../src/device/world/fault.ts'
import { Failure } from '../../src/diagnostic/failure.ts'
import { createDevice, memoryHost, type Device } from '../../src/index.ts'
import { second } from '../../src/text/units.ts'
import { thrownBy } from '../harness/expected.ts'

const day = 86_400_000_000_000n
const start = 1_732_104_000_000_000_000n

function deviceAt(now: bigint): { device: Device; run: (text: string) => string; pass: (ns: bigint) => boolean } {
  const device = createDevice({ host: memoryHost({ now }) })
  return { device, run: (text) => device.run(text).output.trimEnd(), pass: (ns) => device.router.agenda.wait(ns) }
}

describe('an internal error in a due task', () => {
  const faulty = (): Device => {
    const broken = (): never => {
      throw new TypeError('broken')
    }
    const network = {
      http: broken,
      resolve: broken,
      mail: broken,
      transfer: broken,
      acme: broken,
      acmeRevoke: broken,
      listen: () => new Map(),
    }
    const device = createDevice({ host: memoryHost({ now: start, network }) })
    device.run('/certificate/crl/add url=http://192.0.2.1/1.crl')
    device.router.transact(() =>
      device.router.storeAt('/certificate/settings').set(device.router.only('/certificate/settings'), 'crl-download', true),
    )
    return device
  }

  it('is thrown to the code that waits', () => {
    expect(thrownBy(() => faulty().router.agenda.wait(0n))).toBe('TypeError: broken')
  })

  it('is reported and survived if the device has a handler, and the task is not repeated at once', () => {
    const device = faulty()
    const faults: unknown[] = []
    device.router.faulted = (error) => faults.push(error)
    device.run('/system/scheduler/add name=tick interval=1m on-event="/log info tick"')
    expect(device.router.agenda.wait(90n * second)).toBe(true)
    expect(faults).toEqual([new TypeError('broken')])
    expect(device.router.logged.inMemory.map(({ topics, message }) => `${topics} ${message}`)).toEqual([
      'system,error a fault of offbox: broken',
      'script,info tick',
    ])
  })
})

describe('an agenda without a device', () => {
  /** Creates an agenda with tasks that run every so many seconds from 0 on; records each run with its time. */
  function agendaOf(everies: readonly bigint[], run: (at: bigint) => void = () => undefined): { agenda: Agenda; done: string[] } {
    const done: string[] = []
    const { clock } = memoryHost({ now: 0n })
    const works = everies.map((every, at) => {
      let next = every * second
      const work = (): void => {
        done.push(`${clock.now() / second} ${at}`)
        run(clock.now())
        next += every * second
      }
      return { of: `${at}`, next: () => next, run: work, pending: () => [], expiring: () => [] }
    })
    const onFailure = ({ message }: Failure): unknown => done.push(message)
    const agenda = new Agenda({
      clock,
      ahead: () => 0n,
      timed: () => works,
      used: (of) => of !== '2',
      listen: () => undefined,
      transact: (work) => work(),
      asFailure: toFailure,
      onFailure,
    })
    return { agenda, done }
  }

  it('runs due tasks in order of time, and none of menus that were never used', () => {
    const { agenda, done } = agendaOf([2n, 3n, 1n])
    expect(agenda.wait(6n * second)).toBe(true)
    expect(done).toEqual(['2 0', '3 1', '4 0', '6 0', '6 1'])
    expect(agenda.done).toBe(5)
  })

  it('does not repeat a failed task at once', () => {
    const { agenda, done } = agendaOf([2n], () => {
      throw new Failure('no')
    })
    expect(agenda.wait(9n * second)).toBe(true)
    expect(done).toEqual(['2 0', 'no'])
  })

  it('stops waiting when it is interrupted', () => {
    const { agenda, done } = agendaOf([1n], (at) => {
      if (at === 3n * second) throw interrupted()
    })
    expect(agenda.wait(9n * second)).toBe(false)
    expect(done).toEqual(['1 0', '2 0', '3 0'])
  })
})

describe('due tasks', () => {
  it('cost a device without them nothing', () => {
    const { device, run } = deviceAt(start)
    run(':put 1')
    expect([...device.router.stores.used.keys()]).toEqual([])
  })
})

describe('schedulers', () => {
  it('run at their times for 90 days, in order of time', () => {
    const { run, pass } = deviceAt(start)
    run('/system/scheduler/add name=a interval=30d on-event="/log info (\\"a\\" . [/system/clock/get date])"')
    run('/system/scheduler/add name=b start-date=2024-12-24 start-time=18:00:00 on-event="/log info (\\"b\\" . [/system/clock/get time])"')
    expect(pass(90n * day)).toBe(true)
    expect(run(':foreach l in=[/log find] do={:put [/log get $l message]}')).toBe('a2024-12-20\nb18:00:00\na2025-01-19\na2025-02-18')
    expect(run(':put [/system/scheduler/get a run-count]; :put [:typeof [/system/scheduler/get b next-run]]')).toBe('3\nnothing')
  })

  it('keep the hour of a daily entry when summer time changes', () => {
    const { run, pass } = deviceAt(1_743_206_400_000_000_000n)
    run('/system/clock/set time-zone-name=Europe/Riga')
    run('/system/scheduler/add name=d start-date=2025-03-01 start-time=07:00:00 interval=1d on-event="/log info [/system/clock/get time]"')
    pass(3n * day)
    expect(run(':foreach l in=[/log find] do={:put [/log get $l message]}')).toBe('07:00:00\n07:00:00\n07:00:00')
  })

  it('with start-time=startup run once three seconds after the start, if they existed then', () => {
    const { device, run, pass } = deviceAt(start)
    run('/system/scheduler/add name=s start-time=startup on-event="/log info up"')
    pass(day)
    expect(run(':put [:len [/log find]]')).toBe('0')
    expect(device.router.agenda.done).toBe(0)
  })

  it('log their failures, and end nothing', () => {
    const { run } = deviceAt(start)
    expect(run('/system/scheduler/add name=x interval=1m on-event=":error stop"; :delay 61s; :put on')).toBe('on')
    expect(run(':foreach l in=[/log find] do={:put ([/log get $l topics] . " " . [/log get $l message])}')).toBe(
      'script,error executing script from scheduler (x) failed, please check it manually\n' +
        'script,error,debug (scheduler:x) stop (:error; line 1)',
    )
  })

  it('may remove themselves, and wait while others run', () => {
    const { run } = deviceAt(start)
    run('/system/scheduler/add name=once interval=1m on-event="/system/scheduler/remove once; :delay 5m; /log info late"')
    run('/system/scheduler/add name=tick interval=1m on-event="/log info tick"')
    run(':delay 3m')
    expect(run(':foreach l in=[/log find] do={:put [/log get $l message]}').split('\n')).toEqual([
      'tick',
      'tick',
      'tick',
      'tick',
      'tick',
      'tick',
      'late',
    ])
  })

  it('count again after a change, and not while disabled', () => {
    const { run } = deviceAt(start)
    run(
      '/system/scheduler/add name=t interval=1h on-event=":nothing"; /system/scheduler/disable t; :delay 10h; ' +
        '/system/scheduler/enable t; :delay 90m',
    )
    expect(run(':put [/system/scheduler/get t run-count]')).toBe('1')
  })

  it('log which feature was missing', () => {
    const { run } = deviceAt(start)
    run('/system/scheduler/add name=u interval=1m on-event=":lock"; :delay 61s')
    expect(run(':put [/log get [:pick [/log find] 1] message]')).toBe('(scheduler:u) :lock is not modelled by offbox (:lock; line 1)')
  })
})
