// Owns the seed of all property tests: always the same, so that failures are reproducible. OFFBOX_SEED=n sets another one.
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['OFFBOX_SEED'] ?? 20261121) })
