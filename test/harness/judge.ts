// Owns suites that need another program: one that verifies offbox's output, or a peer.
import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'

/**
 * The command that succeeds if the program is installed. certutil (of NSS) and pk12util come together; the Python is Debian's own, whose
 * packages apt installs.
 */
const questions = {
  openssl: ['openssl', 'version'],
  curl: ['curl', '--version'],
  keytool: ['keytool', '-help'],
  certtool: ['certtool', '--version'],
  certutil: ['sh', '-c', 'command -v certutil crlutil pk12util'],
  scepclient: ['sh', '-c', 'command -v scepclient'],
  scepserver: ['sh', '-c', 'command -v scepserver'],
  // Without its other plugins it supports neither HTTP nor 3DES.
  'strongswan-pki': ['sh', '-c', 'command -v pki && ls /usr/lib/ipsec/plugins/libstrongswan-curl.so'],
  certmonger: ['sh', '-c', 'command -v getcert dbus-run-session && ls /usr/lib/certmonger/certmonger-session'],
  pebble: ['sh', '-c', 'command -v pebble pebble-challtestsrv'],
  zsh: ['zsh', '--version'],
  fish: ['fish', '--version'],
  mandoc: ['sh', '-c', 'command -v mandoc'],
  tmux: ['tmux', '-V'],
  script: ['script', '--version'],
  'mcp-inspector': ['sh', '-c', 'command -v mcp-inspector'],
  // Installed from npm: each package contains node for one system.
  node22: ['node22', '--version'],
  node24: ['node24', '--version'],
  python3: ['/usr/bin/python3', '--version'],
  'python3-aiosmtpd': ['/usr/bin/python3', '-c', 'import aiosmtpd'],
  'python3-pyftpdlib': ['/usr/bin/python3', '-W', 'ignore', '-c', 'import pyftpdlib, asyncssh'],
  librouteros: ['/usr/bin/python3', '-c', 'import librouteros'],
  atftpd: ['sh', '-c', 'PATH=$PATH:/usr/sbin command -v atftpd'],
  neovim: ['nvim', '--version'],
  // Included in Emacs 29; Debian's elpa-eglot is for older releases.
  eglot: ['sh', '-c', 'command -v emacs && (ls -d /usr/share/emacs/site-lisp/elpa/eglot-* || emacs -Q --batch -l eglot)'],
  'dap-mode': ['sh', '-c', 'command -v emacs && ls -d /usr/share/emacs/site-lisp/elpa-src/dap-mode-*'],
  openssh: ['sh', '-c', 'command -v ssh scp sftp ssh-keygen'],
  'python3-paramiko': ['/usr/bin/python3', '-W', 'ignore', '-c', 'import paramiko'],
  chromium: ['chromium', '--version'],
  'python3-asyncssh': ['/usr/bin/python3', '-W', 'ignore', '-c', 'import asyncssh'],
  ansible: ['sh', '-c', 'command -v ansible-playbook && ls /usr/lib/python3/dist-packages/ansible_collections/community/routeros'],
  'python3-cryptography': ['/usr/bin/python3', '-c', 'import cryptography'],
} as const
/** The name of a foreign program. */
export type Judge = keyof typeof questions

/** A suite that needs `judge`. Without it, it fails if CI is set, and is otherwise skipped with a message. */
export function describeWith(judge: Judge, name: string, suite: () => void): void {
  const [program, ...words] = questions[judge]
  if (spawnSync(program, words).status === 0) return void describe(name, suite)
  if (process.env['CI']) throw new Error(`${judge} is missing, and it judges "${name}"`)
  process.stderr.write(`\n*** SKIPPED: "${name}" needs ${judge}, which is not here ***\n\n`)
  describe.skip(name, suite)
}
