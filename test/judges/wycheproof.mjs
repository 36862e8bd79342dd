// Owns `node test/judges/wycheproof.mjs FOLDER`: the test vectors of C2SP/wycheproof (`testvectors_v1`) against src/pki. The folder is the
// user's own copy; nothing of it is kept here. Ends with 1 where a vector is answered wrongly, with 2 where none was found.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const top = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Loads the functions of src/pki that the vectors test. */
async function library() {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-wycheproof-'))
  const outfile = join(folder, 'pki.mjs')
  try {
    await build({
      stdin: {
        contents: `export { verifies } from './signature.ts'
          export { publicKeyFrom } from './key.ts'
          export { ciphers, ciphersById, decipher, encipher } from './cipher.ts'
          export { decrypt } from './encryption.ts'
          export { Budget, pbkdf2, secretsOf } from './passphrase.ts'
          export { decryptSecret } from './key-transport.ts'
          export { readDer } from './der-read.ts'
          export { bytesOf, context, integer, nil, objectId, octetString, sequence, textOf } from './der-write.ts'`,
        resolveDir: join(top, 'src', 'pki'),
        loader: 'ts',
      },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.12',
      banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom('/');" },
      logLevel: 'warning',
    })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const pki = await library()
const { createPrivateKey } = await import('node:crypto')
const hex = (text) => Buffer.from(text, 'hex')

const hashIds = {
  'SHA-1': '1.3.14.3.2.26',
  'SHA-224': '2.16.840.1.101.3.4.2.4',
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
}
const signatureIds = {
  ECDSA: {
    'SHA-1': '1.2.840.10045.4.1',
    'SHA-224': '1.2.840.10045.4.3.1',
    'SHA-256': '1.2.840.10045.4.3.2',
    'SHA-384': '1.2.840.10045.4.3.3',
    'SHA-512': '1.2.840.10045.4.3.4',
    'SHA3-224': '2.16.840.1.101.3.4.3.9',
    'SHA3-256': '2.16.840.1.101.3.4.3.10',
    'SHA3-384': '2.16.840.1.101.3.4.3.11',
    'SHA3-512': '2.16.840.1.101.3.4.3.12',
  },
  'RSASSA-PKCS1-v1_5': {
    'SHA-1': '1.2.840.113549.1.1.5',
    'SHA-224': '1.2.840.113549.1.1.14',
    'SHA-256': '1.2.840.113549.1.1.11',
    'SHA-384': '1.2.840.113549.1.1.12',
    'SHA-512': '1.2.840.113549.1.1.13',
    'SHA3-224': '2.16.840.1.101.3.4.3.13',
    'SHA3-256': '2.16.840.1.101.3.4.3.14',
    'SHA3-384': '2.16.840.1.101.3.4.3.15',
    'SHA3-512': '2.16.840.1.101.3.4.3.16',
  },
  DSA: { 'SHA-1': '1.2.840.10040.4.3', 'SHA-224': '2.16.840.1.101.3.4.3.1', 'SHA-256': '2.16.840.1.101.3.4.3.2' },
}

/** Returns the AlgorithmIdentifier that the signatures of a group have in a certificate; undefined if none is assigned or known here. */
function algorithmOf(algorithm, group) {
  const { bytesOf, context, integer, nil, objectId, readDer, sequence } = pki
  const whole = (...parts) => readDer(bytesOf(sequence(...parts)))
  if (algorithm === 'EDDSA') return whole(objectId(group.publicKey.curve === 'edwards448' ? '1.3.101.113' : '1.3.101.112'))
  if (algorithm === 'RSASSA-PSS') {
    const [hash, mask] = [hashIds[group.sha], hashIds[group.mgfSha]]
    if (hash === undefined || mask === undefined || group.mgf !== 'MGF1') return undefined
    const named = (id) => sequence(objectId(id), nil)
    return whole(
      objectId('1.2.840.113549.1.1.10'),
      sequence(
        context(0, named(hash)),
        context(1, sequence(objectId('1.2.840.113549.1.1.8'), named(mask))),
        context(2, integer(group.sLen)),
      ),
    )
  }
  const id = signatureIds[algorithm]?.[group.sha]
  return id === undefined ? undefined : whole(objectId(id), ...(algorithm === 'RSASSA-PKCS1-v1_5' ? [nil] : []))
}

const attempt = (work) => {
  try {
    return work()
  } catch {
    return undefined
  }
}

const pbes2 = { 128: '2.16.840.1.101.3.4.1.2', 192: '2.16.840.1.101.3.4.1.22', 256: '2.16.840.1.101.3.4.1.42' }
const prfs = {
  1: '1.2.840.113549.2.7',
  224: '1.2.840.113549.2.8',
  256: '1.2.840.113549.2.9',
  384: '1.2.840.113549.2.10',
  512: '1.2.840.113549.2.11',
}

/**
 * By the schema of a file: the result for a vector (`true`: accepted), or undefined for a group of an algorithm that offbox does not
 * support.
 */
const answers = {
  signature(file, group) {
    const algorithm = algorithmOf(file.algorithm, group)
    const key = attempt(() => pki.publicKeyFrom(hex(group.publicKeyDer)))
    if (algorithm === undefined) return undefined
    return ({ msg, sig }) => key !== undefined && attempt(() => pki.verifies(hex(msg), algorithm, hex(sig), key)) === true
  },
  cbc(file, group) {
    const name = file.algorithm.startsWith('AES') ? 'aes' : 'camellia'
    const cipher = { name: `${name}-${group.keySize}-cbc`, keyLength: group.keySize / 8, ivLength: 16 }
    return ({ key, iv, msg, ct, result }) =>
      attempt(() => pki.decipher(cipher, hex(key), hex(iv), hex(ct)))?.equals(hex(msg)) === true &&
      (result !== 'valid' || pki.encipher(cipher, hex(key), hex(iv), hex(msg)).equals(hex(ct)))
  },
  pbkdf2(file) {
    const digest = file.algorithm.replace('PBKDF2-HMACSHA', 'sha')
    return ({ password, salt, iterationCount, dkLen, dk }) =>
      attempt(() => pki.pbkdf2(secretOf(password), hex(salt), iterationCount, dkLen, digest, new pki.Budget(100_000_000)))?.equals(
        hex(dk),
      ) === true
  },
  pbes2(file) {
    const [, sha, size] = /^PbeWithHmacSha(\d+)AndAes_(\d+)$/.exec(file.algorithm) ?? []
    const { bytesOf, integer, nil, objectId, readDer, sequence, textOf } = pki
    return ({ password, salt, iterationCount, iv, msg, ct }) => {
      const derivation = sequence(octetString(textOf(hex(salt))), integer(iterationCount), sequence(objectId(prfs[sha]), nil))
      const scheme = sequence(objectId(pbes2[size]), octetString(textOf(hex(iv))))
      const parameters = sequence(sequence(objectId('1.2.840.113549.1.5.12'), derivation), scheme)
      const algorithm = readDer(bytesOf(sequence(objectId('1.2.840.113549.1.5.13'), parameters)))
      return attempt(() => pki.decrypt(algorithm, hex(ct), secretOf(password), new pki.Budget()))?.equals(hex(msg)) === true
    }
  },
  transport(_file, group) {
    const key = createPrivateKey({ key: hex(group.privateKeyPkcs8), format: 'der', type: 'pkcs8' })
    return ({ ct, msg }) => attempt(() => pki.decryptSecret(hex(ct), key))?.equals(hex(msg)) === true
  },
}

/** Converts a passphrase of the vectors to bytes for the key derivation. */
function secretOf(password) {
  const [secret] = pki.secretsOf(hex(password).toString('latin1'))
  return secret
}

const bySchema = {
  ecdsa_verify: answers.signature,
  dsa_verify: answers.signature,
  eddsa_verify: answers.signature,
  rsassa_pkcs1_verify: answers.signature,
  rsassa_pss_verify: answers.signature,
  rsassa_pss_with_parameters_verify: answers.signature,
  rsaes_pkcs1_decrypt: answers.transport,
  ind_cpa_test: answers.cbc,
  pbkdf_test: answers.pbkdf2,
  pbe_test: answers.pbes2,
}

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('node test/judges/wycheproof.mjs FOLDER   (a copy of testvectors_v1 of C2SP/wycheproof)')
  process.exit(2)
}

const wrong = []
const counts = new Map()
let skipped = 0
for (const name of readdirSync(folder)
  .filter((one) => one.endsWith('.json'))
  .sort()) {
  const file = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const judge = bySchema[(file.schema ?? '').replace(/_schema(_v1)?\.json$/, '')]
  if (judge === undefined) continue
  for (const group of file.testGroups) {
    const accepts = judge(file, group)
    if (accepts === undefined) {
      skipped += group.tests.length
      continue
    }
    for (const test of group.tests) {
      counts.set(file.algorithm, (counts.get(file.algorithm) ?? 0) + 1)
      const accepted = accepts(test)
      if (test.result !== 'acceptable' && accepted !== (test.result === 'valid'))
        wrong.push(`${name} ${test.tcId}: ${test.result}, ${accepted ? 'accepted' : 'refused'} (${test.comment}; ${test.flags.join(', ')})`)
    }
  }
}
const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
for (const [algorithm, count] of counts) console.log(`${String(count).padStart(7)} ${algorithm}`)
for (const line of wrong) console.log(`! ${line}`)
console.log(
  `wycheproof: ${all - wrong.length} of ${all} vectors right, ${wrong.length} wrong; ${skipped} of algorithms that offbox has not`,
)
process.exitCode = all === 0 ? 2 : wrong.length > 0 ? 1 : 0
