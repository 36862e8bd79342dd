import { build } from 'esbuild'
import { brotliCompressSync } from 'node:zlib'
import { readFileSync, mkdirSync } from 'node:fs'
mkdirSync('/tmp/pw',{recursive:true})
const src = readFileSync('.page.mjs','utf8').split('/** Builds the page')[0]
const m = await import('data:text/javascript,'+encodeURIComponent(src.replace("fileURLToPath(import.meta.url)","'/work/page/.page.mjs'").replace("import { build } from 'esbuild'","")+'\nexport {common,bundles}'))
for (const name of ['language','device','crypto']) {
  const b = m.bundles('/tmp/pw')[name]
  const r = await build({...m.common, ...b})
  const f = readFileSync('/tmp/pw/'+name+'.js'); console.log(name, f.length, 'brotli', brotliCompressSync(f).length)
  const by={}; const o=Object.values(r.metafile.outputs).find(o=>Object.keys(o.inputs).length>5)
  for (const [p,{bytesInOutput:n}] of Object.entries(o.inputs)) { const k=p.includes('node_modules')?p.replace(/.*node_modules\/((@[^/]+\/)?[^/]+).*/,'$1'):p.replace(/^(src\/[^/]+(\/[^/]+)?)\/.*/,'$1'); by[k]=(by[k]??0)+n }
  console.log(Object.entries(by).sort((a,b)=>b[1]-a[1]).slice(0,40).map(([k,v])=>k+' '+(v/1024).toFixed(0)+'K').join(', '))
}
