// Owns starting the language worker while the page is still loading.
globalThis.early = new Worker('language.js')
