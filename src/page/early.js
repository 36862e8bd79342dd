// Owns starting the language worker while the rest of the page is still on its way.
globalThis.early = new Worker('language.js')
