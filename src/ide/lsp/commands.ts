// Owns the code lenses above the first line of a text (run, test, accepting releases), and their commands.
import { MessageType, ShowMessageNotification, type CodeLens, type Command } from 'vscode-languageserver'
import { openText, type EditorServer } from './editor-server.ts'

/** The commands that an editor can request; each takes the URI of a script. */
export const commands = { run: 'offbox.run', test: 'offbox.test', releases: 'offbox.releases' } as const

const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }

/** Registers the handlers of lenses and commands. */
export function registerCommands(server: EditorServer): void {
  const { connection, world } = server
  const lens = (command: Command): CodeLens => ({ range: top, command })
  connection.onCodeLens(({ textDocument: { uri } }) => {
    if (server.editor().codeLenses === false || server.open.get(uri) === undefined) return null
    const test = testOf(server, uri)
    return [
      ...(uri === test ? [] : [lens({ title: 'run', command: commands.run, arguments: [uri] })]),
      ...(test === undefined ? [] : [lens({ title: 'test', command: commands.test, arguments: [test] })]),
      // Its text takes time to compute, so it is resolved when the lens is visible.
      { range: top, data: uri },
    ]
  })
  connection.onCodeLensResolve(async (asked) => {
    const uri: unknown = asked.data
    if (typeof uri !== 'string') return asked
    return { ...asked, command: { title: await releasesText(server, uri), command: commands.releases, arguments: [uri] } }
  })
  connection.onExecuteCommand(async ({ command, arguments: [uri] = [] }) => {
    if (typeof uri !== 'string') return null
    if (command === commands.releases) return showMessage(server, await releasesText(server, uri))
    const verb = command === commands.run ? 'run' : command === commands.test ? 'test' : undefined
    if (verb === undefined) return null
    const { code, output } = await world.run(verb, uri, server.settings(uri))
    connection.console.log(output)
    showMessage(server, code === 0 ? `${verb}: fine` : `${verb}: ended with ${code}, see the output`, code)
    return { code, output }
  })
}

/** Shows a message, and returns it. */
function showMessage({ connection }: EditorServer, message: string, code = 0): string {
  void connection.sendNotification(ShowMessageNotification.type, { type: code === 0 ? MessageType.Info : MessageType.Warning, message })
  return message
}

/** The tests of a script: itself, or `a.test.rsc` beside `a.rsc`. */
function testOf({ texts }: EditorServer, uri: string): string | undefined {
  if (uri.endsWith('.test.rsc')) return uri
  const beside = uri.replace(/\.rsc$/, '.test.rsc')
  return beside !== uri && texts().all.some(({ document }) => document.name === beside) ? beside : undefined
}

/** `works on 7.12..7.24`. */
async function releasesText(server: EditorServer, uri: string): Promise<string> {
  const text = openText(server, uri)
  return text === undefined ? `not open: ${uri}` : `works on ${await server.world.inspector.worksOn(uri, text.document.source.text)}`
}
