// Owns how names of variables are written.

/** A name as it stands in a script. */
export const nameOf = (name: string): string => (/^[A-Za-z0-9]+$/.test(name) ? name : `"${name}"`)
