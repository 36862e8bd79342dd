// Owns the rules of texts that were meant as something else: commands without brackets, and curly quotes.
import { KnownCommand } from '../../../schema/known-command.ts'
import { KnownMenu } from '../../../schema/known-menu.ts'
import { descendCode } from '../../../syntax/descent.ts'
import type { Node } from '../../../syntax/tree.ts'
import type { RuleFamily, Rule, CheckedText } from '../rule.ts'

const withoutBrackets: Rule = {
  code: 'command-as-text',
  severity: 'warning',
  about: 'the path of a command where its result was meant',
  why: `Without brackets the path is a text: ':foreach' runs once, with the path itself, and ':len' counts its letters. [/ip/address/find] \
runs the command.`,
  wrong: ':foreach i in=/ip/address/find do={ :put $i }',
  right: ':foreach i in=[/ip/address/find] do={ :put $i }',
}

const curly: Rule = {
  code: 'curly-quotes',
  severity: 'warning',
  about: 'curly quotes around a text',
  why: `Only straight quotes ("...") quote. Curly ones, which editors of documents and web pages write, are letters: they become part of \
the text, and with a blank between them a device refuses the script.`,
  wrong: '/ip address add address=192.0.2.1/24 comment=\xe2\x80\x9clan\xe2\x80\x9d interface=ether1',
  right: '/ip address add address=192.0.2.1/24 comment="lan" interface=ether1',
}

/** Arguments of the language's own commands that take the result of a command: never the text of a path. */
const results: Readonly<Record<string, string>> = { foreach: 'in', len: 'value', typeof: 'value', pick: 'counter', tonum: 'value' }

/** Checks unquoted texts. */
export const texts: RuleFamily = {
  rules: [withoutBrackets, curly],
  written({ node, text }, _use, { report }) {
    if (text.charCodeAt(0) === 0xe2) quotes(node, report)
  },
  body(body, { knowledge, report }) {
    descendCode(body, (part) => {
      if (part.kind !== 'invocation' || part.command.menu.parent !== undefined) return
      for (const { argument, value } of part.given) {
        if (value?.kind !== 'literal') continue
        quotes(value, report)
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

/** Reports an unquoted text between curly quotes, or behind one. */
function quotes(node: Node, report: CheckedText['report']): void {
  if (node.kind !== 'literal') return
  const [, text] = /^\xe2\x80[\x9c-\x9f](.*?)(?:\xe2\x80[\x9c-\x9f])?$/.exec(node.text) ?? []
  if (text === undefined) return
  const fix = { title: `write "${text}"`, edits: [{ from: node.from, to: node.to, text: `"${text}"` }], preferred: true }
  report(curly.code, node, {
    message: 'curly quotes do not quote: they are part of the text',
    help: 'use straight ones, "..."',
    fixes: /["\\$]/.test(text) ? [] : [fix],
  })
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
