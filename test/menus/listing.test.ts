// Owns listings of menus related to /certificate, as devices printed them: services, files, settings, the cloud.
import { describe, expect, it } from 'vitest'
import { testConsole } from '../device/console.ts'

const lines = (text: string): string[] => text.split('\n').map((line) => line.trimEnd())

describe('/ip/service', () => {
  // C-55 (7.18 to 7.21): the device also has rows of connections, which have numbers between these.
  it('C-55: columns, a list in a cell, certificates of TLS services', () => {
    const { run } = testConsole({ release: '7.20', width: 120 })
    expect(lines(run('/ip/service/set api address=10.5.101.0/24,2001:db8:fade::/64; /ip/service/print where !dynamic'))).toEqual([
      'Flags: X - DISABLED',
      'Columns: NAME, PORT, PROTO, ADDRESS, CERTIFICATE, VRF, MAX-SESSIONS',
      '#   NAME     PORT  PROTO  ADDRESS             CERTIFICATE  VRF   MAX-SESSIONS',
      '0   ftp        21  tcp                                     main            20',
      '1   ssh        22  tcp                                     main            20',
      '2   telnet     23  tcp                                     main            20',
      '3   www        80  tcp                                     main            20',
      '4 X www-ssl   443  tcp                        none         main            20',
      '5   winbox   8291  tcp                                     main            20',
      '6   api      8728  tcp    10.5.101.0/24                    main            20',
      '                          2001:db8:fade::/64',
      '7   api-ssl  8729  tcp                        none         main            20',
      '',
    ])
  })
})

describe('/file', () => {
  it('C-68: numbers of the whole list, sizes left-aligned if one has a unit', () => {
    const files = {
      'before-srv1c-ssh.rsc': Buffer.alloc(15_975),
      'auto-before-reset.backup': Buffer.alloc(39_219),
      'key.pem': Buffer.alloc(227),
    }
    const { run } = testConsole({ release: '7.23.1', files })
    expect(lines(run('/file print where size>1000'))).toEqual([
      'Columns: NAME, TYPE, SIZE, LAST-MODIFIED',
      '# NAME                      TYPE    SIZE     LAST-MODIFIED',
      '0 before-srv1c-ssh.rsc      script  15.6KiB  2024-01-01 00:00:00',
      '1 auto-before-reset.backup  backup  38.3KiB  2024-01-01 00:00:00',
      '',
    ])
    expect(run('/file print')).toMatchInlineSnapshot(`
      "Columns: NAME, TYPE, SIZE, LAST-MODIFIED
      # NAME                      TYPE       SIZE     LAST-MODIFIED      
      0 before-srv1c-ssh.rsc      script     15.6KiB  2024-01-01 00:00:00
      1 auto-before-reset.backup  backup     38.3KiB  2024-01-01 00:00:00
      2 key.pem                   .pem file  227      2024-01-01 00:00:00
      "
    `)
    expect(run('/file print where name=key.pem')).toMatchInlineSnapshot(`
      "Columns: NAME, TYPE, SIZE, LAST-MODIFIED
      # NAME     TYPE       SIZE  LAST-MODIFIED      
      2 key.pem  .pem file   227  2024-01-01 00:00:00
      "
    `)
  })
})

describe('/certificate/settings', () => {
  it('C-57: the properties of a verbose export of 7.19 and 7.20', () => {
    const { run } = testConsole({ release: '7.20' })
    expect(run('/certificate settings export verbose')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.20
      # system id = 
      #
      /certificate settings
      set builtin-trust-anchors=not-trusted crl-download=no crl-store=ram crl-use=\\
          no
      "
    `)
  })
})

describe('/ip/cloud', () => {
  // C-66: address and status are only known to the cloud service; they are missing here.
  it('C-66: names right-aligned', () => {
    const { run } = testConsole({ release: '7.20' })
    expect(lines(run('/ip/cloud/set ddns-enabled=yes; /ip/cloud/print'))).toEqual([
      '          ddns-enabled: yes',
      '  ddns-update-interval: none',
      '           update-time: yes',
      expect.stringMatching(/^ {14}dns-name: [0-9a-f]{12}\.sn\.mynetname\.net$/),
      '                status: Error: request timed out',
      '',
    ])
  })
})
