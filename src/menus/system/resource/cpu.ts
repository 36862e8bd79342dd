// Owns /system/resource/cpu: the processors, which are idle.
import { shown } from '../../../schema/property.ts'
import { menu } from '../../declaration.ts'
import { processors } from '../../processors.ts'

const percent = { type: { ...shown(), show: (kept: unknown) => [`${String(kept)}%`] }, readOnly: true, default: 0 } as const

/** `/system/resource/cpu`: one row for each processor, with loads of 0. */
export const cpu = menu({
  path: '/system/resource/cpu',
  kind: 'fixed',
  unexported: true,
  about: 'the processors, which are idle',
  properties: {
    cpu: { type: shown(), readOnly: true, value: ({ factory = 0 }) => `cpu${factory}` },
    load: percent,
    irq: percent,
    disk: percent,
  },
  columns: [{ property: 'cpu' }, { property: 'load' }, { property: 'irq' }, { property: 'disk' }],
  factory: (device) => Array.from({ length: processors(device) }, () => ({})),
  examples: [
    {
      title: 'an idle device',
      transcript: `[admin@MikroTik] > /system/resource/cpu/print
Columns: CPU, LOAD, IRQ, DISK
# CPU   LOAD  IRQ  DISK
0 cpu0  0%    0%   0%  
`,
    },
  ],
})
