// Owns the parts of node-forge that `pki/cipher.ts` uses, for the page.
export { default as rc2 } from 'node-forge/lib/rc2.js'
export { default as util } from 'node-forge/lib/util.js'
