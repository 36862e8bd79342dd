// Owns which log lines are kept: the rules of /system/logging decide by the topics of a line.
import type { Router } from '../../device/router.ts'
import type { Row } from '../../schema/menu.ts'
import { elements } from '../../schema/property.ts'
import { show } from '../../value/show.ts'
import { extend } from '../declaration.ts'

const actions = '/system/logging/action'

/** Whether a line has every topic that a rule names, and none that it negates (`!debug`). */
const matches = (rule: Row, topics: ReadonlySet<string>): boolean =>
  elements(rule.values.get('topics') ?? '')
    .map(show)
    .every((topic) => (topic.startsWith('!') ? !topics.has(topic.slice(1)) : topics.has(topic)))

/** Whether an action writes into memory; one that is not there writes nowhere. */
function writesIntoMemory(device: Router, name: string): boolean {
  const menu = device.menuAt(actions)
  const row = menu && device.store(menu).byName(name)
  return row !== undefined && show(row.values.get('target') ?? '') === 'memory'
}

/** Whether a line with these topics goes into the memory that /log shows. Without a known menu of rules every line does. */
function keepsLine(topics: string, device: Router): boolean {
  const menu = device.menuAt('/system/logging')
  if (menu === undefined) return true
  const own = new Set(topics.split(','))
  return device
    .store(menu)
    .items.some(
      (rule) =>
        rule.values.get('disabled') !== true && matches(rule, own) && writesIntoMemory(device, show(rule.values.get('action') ?? 'memory')),
    )
}

/** Decides which lines `/log` shows, by the rules of the menu. */
export const logging = extend('/system/logging', { keepsLine })
