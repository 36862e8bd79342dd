// Owns `node test/bench/growth.mjs [PART] [OPERATION...]`: reports how processor time grows with the size of a text, for each construct and
// operation. UPTO=100000 omits larger sizes.
import { bundled } from './bundled.mjs'

const [part = '', ...asked] = process.argv.slice(2)
const { measure, operations, most } = await bundled('growth')
const upTo = process.env.UPTO === undefined ? undefined : Number(process.env.UPTO)
const rows = []
measure(
  part,
  asked.length > 0 ? asked : Object.keys(operations),
  (row) => {
    rows.push(row)
    const bad = row.exponent > most || row.thrown !== undefined
    const text = `${row.exponent.toFixed(2).padStart(8)} ${row.longest.toFixed(0).padStart(7)} ms of ${row.largest} bytes`
    const thrown = row.thrown === undefined ? '' : `  ${row.thrown}`
    console.log(`${bad ? '!' : ' '} ${row.construct.padEnd(44)} ${row.operation.padEnd(6)} ${text}${thrown}`)
  },
  upTo,
)
const bad = rows.filter((row) => row.exponent > most || row.thrown !== undefined)
console.log(
  `\n${new Set(rows.map((row) => row.construct)).size} constructs, ${rows.length} measures, ${bad.length} above ${most} or thrown`,
)
for (const row of bad) console.log(`  ${row.construct} ${row.operation} ${row.exponent.toFixed(2)} ${row.thrown ?? ''}`)
