// Owns the replacement of node-forge's buffers in the page's worker, which are loaded with the file of cryptography.
import type util from 'node-forge/lib/util.js'
import { back } from './lazy-crypto.ts'

const lazily: typeof util = { createBuffer: (bytes) => back().util.createBuffer(bytes) }
export { lazily as default }
