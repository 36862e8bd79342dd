// Owns /system/resource: the values of a small CHR.
import { shown } from '../../schema/property.ts'
import { Time } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { processor, processors } from '../processors.ts'
import { wholeSeconds } from '../../text/units.ts'

const MiB = 1024 * 1024

/** Formats sizes as the resource menu does: `1024.0MiB`, `16.0KiB`. */
const size = (bytes: number): readonly string[] => [bytes >= MiB ? `${(bytes / MiB).toFixed(1)}MiB` : `${(bytes / 1024).toFixed(1)}KiB`]

/**
 * `/system/resource`: read-only; `uptime` and `version` are the device's own, the others those of a small virtual machine or of the board.
 */
export const resource = menu({
  path: '/system/resource',
  kind: 'settings',
  unexported: true,
  about: 'release, uptime and size of the device; memory and processor are those of a small virtual machine, fixed',
  properties: {
    uptime: {
      type: shown(),
      readOnly: true,
      value: (_row, device) => new Time(wholeSeconds(device.host.clock.now() - device.clock.startedAt)),
    },
    version: { type: shown(), readOnly: true, value: (_row, device) => `${device.release.text} (stable)` },
    'build-time': { type: shown(), readOnly: true, unmodelled: true },
    'factory-software': { type: shown(), readOnly: true, unmodelled: true },
    'free-memory': { type: { ...shown(), show: (kept) => size(Number(kept)) }, readOnly: true, value: () => 768 * MiB },
    'total-memory': { type: { ...shown(), show: (kept) => size(Number(kept)) }, readOnly: true, value: () => 1024 * MiB },
    cpu: { type: shown(), readOnly: true, value: (_row, device) => processor(device) },
    'cpu-count': { type: shown(), readOnly: true, value: (_row, device) => processors(device) },
    'cpu-frequency': { type: { ...shown(), show: (kept) => [`${Number(kept)}MHz`] }, readOnly: true, value: () => 2000 },
    'cpu-load': { type: { ...shown(), show: (kept) => [`${Number(kept)}%`] }, readOnly: true, value: () => 0 },
    'free-hdd-space': { type: { ...shown(), show: (kept) => size(Number(kept)) }, readOnly: true, value: () => 64 * MiB },
    'total-hdd-space': { type: { ...shown(), show: (kept) => size(Number(kept)) }, readOnly: true, value: () => 128 * MiB },
    'write-sect-since-reboot': { type: shown(), readOnly: true, value: () => 0 },
    'write-sect-total': { type: shown(), readOnly: true, value: () => 0 },
    'architecture-name': { type: shown(), readOnly: true, value: (_row, device) => device.board.architecture ?? 'x86_64' },
    'board-name': { type: shown(), readOnly: true, value: (_row, device) => device.board.name ?? 'CHR' },
    platform: { type: shown(), readOnly: true, value: () => 'MikroTik' },
  },
  examples: [
    {
      title: 'the release',
      transcript: `[admin@MikroTik] > :put [/system/resource/get version]
7.24 (stable)
[admin@MikroTik] > :put [/system/resource/get architecture-name]
x86_64
`,
    },
  ],
})
