// Owns the rule about paths of commands without brackets, which are texts where the result of the command was intended.
import { KnownCommand } from '../../../schema/known-command.ts'
import { KnownMenu } from '../../../schema/known-menu.ts'
import { descendCode } from '../../../syntax/descent.ts'
import type { RuleFamily, Rule } from '../rule.ts'

const withoutBrackets: Rule = {
  code: 'command-as-text',
  severity: 'warning',
  about: 'the path of a command where its result was meant',
  why: `Without brackets the path is a text: ':foreach' runs once, with the path itself, and ':len' counts its letters. [/ip/address/find] \
runs the command.`,
  wrong: ':foreach i in=/ip/address/find do={ :put $i }',
  right: ':foreach i in=[/ip/address/find] do={ :put $i }',
}

/** Arguments of the language's own commands that take the result of a command: never the text of a path. */
const results: Readonly<Record<string, string>> = { foreach: 'in', len: 'value', typeof: 'value', pick: 'counter', tonum: 'value' }

/** Checks constant arguments of language commands that need the result of a command. */
export const textRules: RuleFamily = {
  rules: [withoutBrackets],
  body(body, { knowledge, report }) {
    descendCode(body, (part) => {
      if (part.kind !== 'invocation' || part.command.menu.parent !== undefined) return
      for (const { argument, value } of part.given) {
        if (value?.kind !== 'literal') continue
        if (results[part.command.name] !== argument.name || !isCommand(value.text, knowledge.catalog.root)) continue
        report(withoutBrackets.code, value, {
          message: `${argument.name}: '${value.text}' is a text, not the result of the command`,
          help: `write [${value.text}]`,
          fixes: [
            {
              title: `write [${value.text}]`,
              edits: [{ from: value.from, to: value.to, text: `[${value.text}]` }],
              preferred: true,
            },
          ],
        })
      }
    })
  },
}

/** Whether a text is the path of a command of a menu, with slashes. */
function isCommand(text: string, root: KnownMenu): boolean {
  if (!/^(?:\/[a-z0-9-]+){2,}$/.test(text)) return false
  const words = text.slice(1).split('/')
  let menu = root
  for (const [at, word] of words.entries()) {
    const found = menu.find(word)
    if (found instanceof KnownCommand) return at === words.length - 1 && menu !== root
    if (!(found instanceof KnownMenu)) return false
    menu = found
  }
  return false
}
