// Owns the rule about script names in events: `on-event=backup` runs the script `backup`.
import { holdsCode } from '../../../schema/places.ts'
import type { Node } from '../../../syntax/tree.ts'
import type { RuleFamily, Rule, CheckedText } from '../rule.ts'
import { respelt } from '../fixes.ts'
import { didYouMean, similar } from '../similar.ts'

const rule: Rule = {
  code: 'undefined-script',
  severity: 'warning',
  about: 'an event or /system/script/run names a script that this file does not define, although it defines others',
  why: `A single word is taken for the name of a script in /system/script. If there is none, the device only writes a log entry when the \
event occurs. In a file that is no export it is only a hint if no name is similar: the device may have the script already.`,
  wrong: '/system script add name=backup source=":put 1"\n/system scheduler add name=daily interval=1d on-event=bakcup',
  right: '/system script add name=backup source=":put 1"\n/system scheduler add name=daily interval=1d on-event=backup',
}

const name = /^[\w.@-]+$/

/** Whether a text is the name of a script rather than code. */
export const isScriptName = (text: string): boolean => name.test(text.trim())

/** Checks event values that are names of scripts. */
export const scriptNameRules: RuleFamily = {
  rules: [rule],
  concerns: ({ name, menu }, argument) =>
    argument === undefined
      ? menu.path === '/system/script' && name === 'run'
      : (argument.slot === 'text' || argument.slot === 'code') && holdsCode(argument.name) && argument.name !== 'source',
  written({ text, node }, _use, checked) {
    const { knowledge } = checked
    if (text === '' || !isScriptName(text)) return
    const called = text.trim()
    // A single command is also one word.
    if (knowledge.catalog.root.find(called) === undefined) reportUndefined(called, node, checked)
  },
  use({ invocation, text }, checked) {
    const called = text('number')
    const node = invocation.given.find(({ argument }) => argument.name === 'number')?.value
    if (called !== undefined && node !== undefined && isScriptName(called) && !/^(\d+|\*.*)$/.test(called))
      reportUndefined(called, node, checked)
  },
}

function reportUndefined(called: string, node: Node, { definitions, exportedBy, report }: CheckedText): void {
  if (!definitions.some('/system/script') || definitions.has('/system/script', called)) return
  const fixes = respelt(node, called, similar(called, definitions.names('/system/script')))
  const help = didYouMean(called, definitions.names('/system/script'))
  const severity = exportedBy === undefined && help === undefined ? ({ severity: 'hint' } as const) : {}
  report(rule.code, node, { message: `no script is called '${called}'`, help, fixes, ...severity })
}
