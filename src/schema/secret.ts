// Owns the test whether an argument or a variable holds a secret, by its name.

const secretName = /pass|pwd|\bpw\b|secret|psk|pre-shared|private-key|challenge|token|community|otp|api-?key/i

/** Whether an argument or a variable of that name holds a secret. */
export const isSecretName = (name: string): boolean => secretName.test(name)
