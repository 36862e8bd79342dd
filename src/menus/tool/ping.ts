// Owns ping without sending packets: the device's own addresses answer, and hosts given by `--ping HOST=MS`; others do not.
import { isOn, required, givenText, type CommandCall } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import { Failure, interrupted } from '../../diagnostic/failure.ts'
import { isFault } from '../../host/host.ts'
import { missingValues } from '../../schema/refusal.ts'
import { toTime } from '../../value/convert.ts'
import { readIp, readIp6 } from '../../value/address.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, nil, Time, type Value } from '../../value/value.ts'
import { monitored } from '../monitor.ts'
import { runs } from '../interface-state.ts'
import { millisecond, second } from '../../text/units.ts'

/** The response time of an own address, in nanoseconds. */
const ownTime = 50_000n

/** The number of requests sent, and the response times so far. */
interface Tally {
  sent: number
  readonly times: bigint[]
}

/** Whether the address is one of the device's own, on a running interface. */
function isOwn(device: Router, address: string): boolean {
  if (address === '::1' || address.startsWith('127.')) return true
  return ['/ip/address', '/ipv6/address'].some((path) => {
    const menu = device.menuAt(path)
    const rows = menu === undefined ? [] : device.store(menu).items
    return rows.some(({ values }) => {
      const [own] = show(values.get('address') ?? '').split('/')
      return own === address && values.get('disabled') !== true && runs(device, show(values.get('interface') ?? ''))
    })
  })
}

/**
 * Returns a host's response time in nanoseconds; undefined where it does not answer. Throws a Failure for a name that cannot be resolved.
 */
function answerOf(device: Router, host: string): { readonly address: string; readonly time: bigint | undefined } {
  const given = device.pings.get(host)
  if (given !== undefined) return { address: host, time: given }
  const isAddress = readIp(host) !== undefined || readIp6(host) !== undefined || /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(host)
  const found = isAddress ? [host] : device.peers.resolve(host, 'ipv4')
  if (isFault(found))
    throw new Failure('invalid value for argument address', {
      cause: { kind: 'argument', argument: 'address', problem: 'invalid', shown: false },
    })
  const [address = host] = found
  return { address, time: device.pings.get(address) ?? (isOwn(device, address) ? ownTime : undefined) }
}

/** Formats a time as ping does: `12ms426us`, `50us`. */
function shortTime(ns: bigint): string {
  const [ms, us] = [ns / millisecond, (ns / 1000n) % 1000n]
  return `${ms > 0n ? `${ms}ms` : ''}${us > 0n || ms === 0n ? `${us}us` : ''}`
}

const lossOf = ({ sent, times }: Tally): number => (sent === 0 ? 0 : Math.round(((sent - times.length) * 100) / sent))
const sumOf = (times: readonly bigint[]): bigint => times.reduce((sum, time) => sum + time, 0n)
const least = (times: readonly bigint[]): bigint => times.reduce((a, b) => (b < a ? b : a))
const greatest = (times: readonly bigint[]): bigint => times.reduce((a, b) => (b > a ? b : a))

/** Returns minimum, mean and maximum; nothing where there was no answer. */
function roundTrips({ times }: Tally): readonly (readonly [name: string, time: bigint])[] {
  if (times.length === 0) return []
  return [
    ['min-rtt', least(times)],
    ['avg-rtt', sumOf(times) / BigInt(times.length)],
    ['max-rtt', greatest(times)],
  ]
}

const header = '  SEQ HOST                                     SIZE TTL TIME       STATUS                       \n'

const lineOf = (seq: number, address: string, size: number, ttl: number, time: bigint | undefined): string =>
  time === undefined
    ? `${String(seq).padStart(5)} ${address.padEnd(40)}${' '.repeat(20)} ${'timeout'.padEnd(29)}\n`
    : `${String(seq).padStart(5)} ${address.padEnd(40)} ${String(size).padStart(4)} ${String(ttl).padStart(3)} ` +
      `${shortTime(time).padEnd(10)} ${''.padEnd(29)}\n`

function summary(tally: Tally): string {
  const trips = roundTrips(tally).map(([name, time]) => ` ${name}=${shortTime(time)}`)
  return `    sent=${tally.sent} received=${tally.times.length} packet-loss=${lossOf(tally)}%${trips.join('')} \n`
}

/** Returns one answer in the form that scripts get. */
function valueOf(seq: number, address: string, size: number, ttl: number, time: bigint | undefined, tally: Tally): ArrayValue {
  const got: readonly (readonly [string, Value])[] =
    time === undefined
      ? [['status', 'timeout']]
      : [
          ['size', size],
          ['time', new Time(time)],
          ['ttl', ttl],
        ]
  const counted: readonly (readonly [string, Value])[] = [
    ['sent', tally.sent],
    ['received', tally.times.length],
    ['packet-loss', lossOf(tally)],
  ]
  const trips = roundTrips(tally).map(([name, trip]) => [name, new Time(trip)] as const)
  const all: readonly (readonly [string, Value])[] = [['host', address], ['seq', seq], ...got, ...counted, ...trips]
  return new ArrayValue([], new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1))))
}

function numberIn(call: Pick<CommandCall, 'given'>, name: string, defaultValue: number): number {
  const value = call.given.get(name)
  return value === undefined ? defaultValue : Number(show(value))
}

function waitIn({ device }: Pick<CommandCall, 'device'>, ns: bigint): void {
  if (!device.agenda.wait(ns)) throw interrupted()
}

/**
 * Sends `count` requests, one every `interval`, without a count for ever, and returns the number of answers; with `as-value` one array per
 * request, for a single request the array itself. A request without an answer takes a second.
 */
export function ping(call: Pick<CommandCall, 'device' | 'actor' | 'given' | 'yields'>): Value {
  const { device, actor, given, yields } = call
  const host = givenText(call, 'address')
  if (host === undefined) throw missingValues(['address'])
  const { address, time } = answerOf(device, host)
  const count = given.has('count') ? numberIn(call, 'count', 1) : Infinity
  const interval = toTime(given.get('interval') ?? new Time(second))
  const step = interval instanceof Time ? interval.ns : second
  const [size, ttl] = [numberIn(call, 'size', 56), 64]
  const asValue = isOn(call, 'as-value')
  const tally: Tally = { sent: 0, times: [] }
  const values: Value[] = []
  for (let seq = 0; seq < count; seq++) {
    tally.sent++
    waitIn(call, time ?? second)
    if (time !== undefined) tally.times.push(time)
    if (asValue) values.push(valueOf(seq, address, size, ttl, time, tally))
    else actor.write(`${seq === 0 ? header : ''}${lineOf(seq, address, size, ttl, time)}`)
    const taken = time ?? second
    if (seq + 1 < count && step > taken) waitIn(call, step - taken)
  }
  const [only, ...more] = values
  if (asValue) return only !== undefined && more.length === 0 ? only : new ArrayValue(values)
  actor.write(`${summary(tally)}\n`)
  return yields ? tally.times.length : nil
}

/** Runs `/tool/flood-ping`: reports how many of `count` (1,000 by default: *inferred*) were answered, at the pace of the answers. */
export function floodPing(call: CommandCall): Value {
  const { device } = call
  const { time } = answerOf(device, show(required(call, 'address')))
  const count = numberIn(call, 'count', 1000)
  waitIn(call, time === undefined ? second : time * BigInt(count))
  const trips = time === undefined ? [] : ['min-rtt', 'avg-rtt', 'max-rtt'].map((name) => [name, new Time(time)] as const)
  // One block, whatever the duration.
  return monitored({ ...call, given: new Map([...call.given, ['once', true]]) }, () => [
    [['sent', count], ['received', time === undefined ? 0 : count], ...trips],
  ])
}
