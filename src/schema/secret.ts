// Owns the names that hold secrets where nothing is said of them: arguments that certificates, keys and users are read and made with, and
// variables that scripts keep such things in.

const secretName = /pass|pwd|\bpw\b|secret|psk|pre-shared|private-key|challenge|token|community|otp|api-?key/i

/** Whether an argument or a variable of that name holds a secret. */
export const isSecretName = (name: string): boolean => secretName.test(name)
