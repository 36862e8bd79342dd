// Owns the tools, prompts and resources offered to agents. Every session pays for these texts in tokens.
import type { ToolArguments } from './given.ts'

const text = { type: 'string' } as const

/** The type of an argument: texts, or for `run` files by name. */
export type ArgumentType = { readonly type: 'string'; readonly description?: string } | typeof files

const files = { type: 'object', additionalProperties: text, description: 'texts by file name, put on it first' } as const
const release = { type: 'string', description: 'e.g. 7.16; default 7.24' } as const

/** A tool: what it does, and its arguments. */
export interface Tool {
  readonly description: string
  readonly takes: Readonly<Record<string, ArgumentType>>
  readonly required: readonly string[]
  /** Whether it changes a device. */
  readonly changes?: true
}

/** The tools by name. Their descriptions say when to call them and what they return. */
export const tools = {
  check: {
    description:
      'All errors and traps of a RouterOS script or export, in the words of the ' +
      'router, with line:column and a fix. Runs nothing. Call before run.',
    takes: { script: text, release },
    required: ['script'],
  },
  run: {
    description:
      'Runs a script on a simulated router (no packets, time leaps). Tells what it prints, ' +
      'why it fails, what is not modelled. Certificates are real X.509.',
    takes: { script: text, device: { type: 'string', description: 'name of a device to keep; default: a new one' }, release, files },
    required: ['script'],
    changes: true,
  },
  lookup: {
    description:
      'What exists at a path: menu (/ip/address), command (/ip/address/add) or argument ' +
      '(/ip/address/add interface): types, words, defaults, * for required.',
    takes: { path: text, release },
    required: ['path'],
  },
  complete: { description: 'What may follow at the end of an unfinished script.', takes: { script: text, release }, required: ['script'] },
  format: { description: 'A script in canonical layout, meaning unchanged.', takes: { script: text, release }, required: ['script'] },
  diff: {
    description: 'Commands that turn one configuration into another. Each is an export, a script, or the name of a device.',
    takes: { from: text, to: text, release },
    required: ['from', 'to'],
  },
  explain: {
    description: 'A code of check or a message of the router: why, a wrong and a right example.',
    takes: { about: text },
    required: ['about'],
  },
  certificate: {
    description: 'Decodes a certificate, request, CRL, key or PKCS#12 and tells what RouterOS makes of it.',
    takes: { pem: { type: 'string', description: 'PEM, or DER in base64' }, passphrase: text, release },
    required: ['pem'],
  },
} as const satisfies Readonly<Record<string, Tool>>

/** The name of a tool. */
export type ToolName = keyof typeof tools

/** Whether a tool has this name. */
export const isTool = (name: string): name is ToolName => Object.hasOwn(tools, name)

/** The description of the server as a whole. */
export const instructions =
  'RouterOS scripts off the router: lookup, check, run, then diff. Nothing here ' +
  'reaches a real device, and no network unless the user allowed it.'

/** A tool as the protocol lists it. */
export const listedTools = Object.entries<Tool>(tools).map(([name, { description, takes, required, changes }]) => ({
  name,
  description,
  inputSchema: { type: 'object' as const, properties: takes, required: [...required] },
  annotations: changes ? { destructiveHint: false, openWorldHint: false } : { readOnlyHint: true, openWorldHint: false },
}))

/** Kinds of resources, as RFC 6570 templates. */
export const templates = [
  { uriTemplate: 'offbox://device/{name}/export', name: 'export', description: 'configuration of a device', mimeType: 'text/plain' },
  { uriTemplate: 'offbox://device/{name}/files/{+file}', name: 'file', description: 'a file of a device' },
  {
    uriTemplate: 'offbox://device/{name}/certificate/{certificate}.pem',
    name: 'certificate',
    description: 'a certificate of a device',
    mimeType: 'application/x-pem-file',
  },
  { uriTemplate: 'offbox://explain/{code}', name: 'explain', description: 'what a code of check means', mimeType: 'text/plain' },
  {
    uriTemplate: 'offbox://release/{release}/changes',
    name: 'changes',
    description: 'menus, commands and arguments added or removed by a release',
    mimeType: 'text/plain',
  },
]

/** A prompt: what it is for, and its arguments. */
export interface Prompt {
  readonly description: string
  readonly takes: Readonly<Record<string, string>>
  /** The request made of the arguments. */
  readonly request: (given: ToolArguments) => string
}

/** The prompts, by name. */
export const prompts: Readonly<Record<string, Prompt>> = {
  'migrate-script': {
    description: 'port a script to another release',
    takes: { script: 'the script', from: 'the release that it works on', to: 'the release that it is to work on' },
    request: (given) =>
      `Port this RouterOS script from ${given.text('from')} to ${given.text('to')}. Check it for both releases, read ` +
      `offbox://release/${given.text('to')}/changes for what check refuses, change only what is needed, run both and compare what ` +
      `they print and leave (diff). Say what you changed and why.\n\n${given.text('script')}`,
  },
  'review-export': {
    description: 'review a configuration',
    takes: { export: 'what /export printed' },
    request: (given) =>
      'Review this RouterOS export. Run check on it, then run it on a device named review. Report what is refused or fails, is open to ' +
      'the world (services, input chain, default users), and certificates that expire. Give each fix as a command that check accepts.' +
      `\n\n${given.text('export')}`,
  },
  'make-pki': {
    description: 'a certificate authority with certificates for hosts',
    takes: { authority: 'common name of the authority', hosts: 'names or addresses, with commas' },
    request: (given) =>
      `Write a RouterOS script that makes the certificate authority "${given.text('authority')}" and a TLS certificate for each of ` +
      `${given.text('hosts')}: templates with key-usage and subject-alt-name, sign, trusted. Run it on a device named pki until ` +
      '/certificate/print detail shows what was asked for, read the certificates as resources, and hand over the script.',
  },
}

/** The prompts as the protocol lists them. */
export const listedPrompts = Object.entries(prompts).map(([name, { description, takes }]) => ({
  name,
  description,
  arguments: Object.entries(takes).map(([name, description]) => ({ name, description, required: true })),
}))
