// Owns how names of variables are written.

/** A variable name as written in a script. */
export const nameOf = (name: string): string => (/^[A-Za-z0-9]+$/.test(name) ? name : `"${name}"`)
