// Owns which properties hold secrets: exports of 7.x leave them out, those of 6.x where they are asked to.

/**
 * Names that are secrets wherever they stand. Sources: the manual's list of menus with sensitive parameters;
 * `export verbose` of 7.17.2 with `show-sensitive` beside that of 7.24.4 without it; exports of 6.x with `hide-sensitive`.
 */
const secrets: ReadonlySet<string> = new Set([
  'authentication-password',
  'challenge-password',
  'connection-request-password',
  'eap-password',
  'encryption-key',
  'encryption-password',
  'hkdf-secret',
  'ipsec-secret',
  'key-val',
  'mac-auth-password',
  'mschapv2-password',
  'nv2-preshared-key',
  'nv2-sync-secret',
  'nvme-tcp-password',
  'nvme-tcp-server-password',
  'otp-secret',
  'passphrase',
  'password',
  'paypal-password',
  'pin',
  'ppk-secret',
  'preshared-key',
  'private-key',
  'private-passphrase',
  'private-pre-shared-key',
  'secret',
  'secrets',
  'security.eap-password',
  'security.passphrase',
  'self-encryption-password',
  'shared-secret',
  'sim-pin',
  'smb-password',
  'smb-server-password',
  'socks5-password',
  'sshfs-password',
  'static-key-0',
  'static-key-1',
  'static-key-2',
  'static-key-3',
  'static-sta-private-key',
  'tcp-md5-key',
  'web-private-password',
  'wpa-pre-shared-key',
  'wpa2-pre-shared-key',
])

/** Names that are secrets in some menus only. */
const here: ReadonlySet<string> = new Set([
  '/ip/ipsec/key/psk key',
  '/routing/ospf/interface auth-key',
  '/routing/ospf/interface-template auth-key',
  '/routing/rip/keys key',
  '/interface/wireless/access-list management-protection-key',
  '/interface/wireless/security-profiles management-protection-key',
])

/** Whether a property of a menu is a secret. */
export const isSensitive = (path: string, name: string): boolean => secrets.has(name) || here.has(`${path} ${name}`)
