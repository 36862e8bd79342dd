// Owns `npm run vsix`: the extension of VS Code with its server, as dist/offbox.vsix. `@vscode/vsce` wants a newer Node than offbox does.
//
// Needs a build (`npm run build`): the server is what lies in dist/.
import { build } from 'esbuild'
import { strToU8, zipSync } from 'fflate'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { noticesName, noticesOf } from './.notices.mjs'

const top = dirname(fileURLToPath(import.meta.url))
const dist = join(top, 'dist')
const sources = join(top, 'src', 'ide', 'editors', 'vscode')
const { version } = createRequire(import.meta.url)('./package.json')
const manifest = { ...JSON.parse(readFileSync(join(sources, 'extension.json'), 'utf8')), version }

/** What the server and the debugger are made of in dist/: what `offbox lsp`, `dap`, `run` and `test` load. */
const server = [
  'offbox.cjs',
  'core.cjs',
  'lsp.cjs',
  'lsp-worker.js',
  'dap.cjs',
  'debug-device.js',
  'network-worker.js',
  'mail.cjs',
  'transfer.cjs',
  'ssh2.cjs',
  'check-worker.js',
  noticesName,
]

/** The grammar, made by our own sources of the names of the newest release. */
async function grammar() {
  const outfile = join(dist, `.grammar-${process.pid}.mjs`)
  try {
    await build({
      stdin: {
        contents: `export { textMate } from './src/ide/editors/text-mate.ts'
          export { catalogFor } from './src/host/node/catalog-cache.ts'`,
        resolveDir: top,
      },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      define: { OFFBOX_DIST: 'true' },
      banner: { js: "import { createRequire as offboxRequire } from 'node:module'; const require = offboxRequire(import.meta.url);" },
    })
    const { textMate, catalogFor } = await import(pathToFileURL(outfile).href)
    return JSON.stringify(textMate(catalogFor({}).root))
  } finally {
    rmSync(outfile, { force: true })
  }
}

/** The script of the extension, with the files that it was made of. */
async function client() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: top,
    stdin: {
      contents: `import { activate as start } from './src/ide/editors/vscode/client.ts'
        export { deactivate } from './src/ide/editors/vscode/client.ts'
        export const activate = (context) => start(context, { node: process.execPath, env: process.env })`,
      resolveDir: top,
    },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    external: ['vscode'],
    write: false,
    metafile: true,
  })
  return { text: outputFiles[0].text, inputs: Object.keys(metafile.inputs) }
}

const xml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** The manifest of the archive (VSIX 2.0), as the Marketplace and `code --install-extension` read it. */
const vsixManifest = ({ name, publisher, displayName, description, categories, engines }) => `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${xml(name)}" Version="${xml(version)}" Publisher="${xml(publisher)}"/>
    <DisplayName>${xml(displayName)}</DisplayName>
    <Description xml:space="preserve">${xml(description)}</Description>
    <Tags>routeros,mikrotik,rsc</Tags>
    <Categories>${xml(categories.join(','))}</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${xml(engines.vscode)}"/>
    </Properties>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/readme.md" Addressable="true"/>
  </Assets>
</PackageManifest>
`

const typesOfContent = { json: 'application/json', vsixmanifest: 'text/xml' }

const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${['json', 'js', 'cjs', 'md', 'vsixmanifest', 'txt']
  .map((end) => `<Default Extension=".${end}" ContentType="${typesOfContent[end] ?? 'text/plain'}"/>`)
  .join('')}</Types>
`

const script = await client()
const missing = server.filter((name) => !existsSync(join(dist, name)))
if (missing.length > 0) throw new Error(`dist/ has no ${missing.join(', ')}: npm run build`)
const files = new Map([
  ['[Content_Types].xml', strToU8(contentTypes)],
  ['extension.vsixmanifest', strToU8(vsixManifest(manifest))],
  ['extension/package.json', strToU8(JSON.stringify(manifest))],
  ['extension/language-configuration.json', readFileSync(join(sources, 'language-configuration.json'))],
  ['extension/routeros.tmLanguage.json', strToU8(await grammar())],
  ['extension/client.js', strToU8(script.text)],
  [`extension/${noticesName}`, strToU8(noticesOf(script.inputs, top))],
  ['extension/readme.md', readFileSync(join(top, 'src', 'ide', 'README.md'))],
  // The server's .js files are modules, the extension's are not.
  ['extension/server/package.json', strToU8('{"type":"module"}')],
  ...server.map((name) => [`extension/server/${name}`, readFileSync(join(dist, name))]),
  ...readdirSync(join(dist, 'facts')).map((name) => [`extension/server/facts/${name}`, readFileSync(join(dist, 'facts', name))]),
])
mkdirSync(dist, { recursive: true })
// The same sources make the same archive.
writeFileSync(join(dist, 'offbox.vsix'), zipSync(Object.fromEntries(files), { level: 9, mtime: new Date('2020-01-01T00:00:00') }))
console.log(`dist/offbox.vsix: ${files.size} files`)
