// Owns the notes that apply to every menu.
import { each, notes, to } from './menu-notes.ts'

export const every = notes(() => ({
  '*': {
    // That a value is refused for these as for `blackhole` is *inferred*.
    reads: each('as-value brief count-only detail follow follow-only show-ids terse value-list without-paging all static dynamic', 'alone'),
    // An added row is neither created by the device nor invalid.
    valuesAtRest: { dynamic: 'no', invalid: 'no' },
    // No listing before 7.22 has it.
    flagReleases: { managed: '7.22..' },
    refers: {
      // The manual's types: `!` and an interface. Here and in the notes of menus, the words are those that a device lists beside its
      // interfaces; where it lists those of interface lists (`all none dynamic static`), it takes the names of lists, too.
      ...each(
        'in-interface out-interface in-bridge out-bridge in-bridge-port out-bridge-port',
        to('/interface /ip/vrf', 'all-ethernet all-ppp all-vlan all-wireless', false, 'interface'),
      ),
      // `any` is a word of the filters of LDP.
      vrf: to('/ip/vrf', 'main any'),
      ...each(
        'in-interface-list out-interface-list in-bridge-list out-bridge-list in-bridge-port-list out-bridge-port-list ' +
          'interface-list src-interface-list datapath.interface-list',
        to('/interface/list', 'all none dynamic static'),
      ),
    },
    // Secrets in any menu. Sources: the manual's list of menus with sensitive parameters; `export verbose` of 7.17.2 with `show-sensitive`
    // compared with that of 7.24.4 without it; exports of 6.x with `hide-sensitive`.
    sensitive: [
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
    ],
  },
}))
