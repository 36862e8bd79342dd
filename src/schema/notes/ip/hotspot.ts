// Owns the notes on /ip/hotspot and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

export const hotspot = notes(() => ({
  '/ip/hotspot': {
    columns: [{ names: 'name interface address-pool profile idle-timeout' }],
    emptyAtRest: ['ip-of-dns-name'],
    fromOutside: ['proxy-status', 'HTTPS'],
    defaults: { disabled: 'yes' },
    refers: { profile: to('/ip/hotspot/profile', 'default'), interface: to('/interface') },
    stem: 'hotspot',
  },
  '/ip/hotspot/*': {
    types: { 'src-address': 'host', 'dst-address': 'host' },
    refers: { 'address-pool': to('/ip/pool', 'static-only none') },
  },
  '/ip/hotspot/profile': {
    refers: { 'ssl-certificate': to('/certificate', 'none') },
    factory: {
      selects: 'default',
      rows: [
        'default=yes dns-name="" hotspot-address=0.0.0.0 html-directory=hotspot html-directory-override="" ' +
          'http-cookie-lifetime=3d http-proxy=0.0.0.0:0 install-hotspot-queue=no login-by=cookie,http-chap name=default ' +
          'smtp-server=0.0.0.0 split-user-domain=no use-radius=no',
      ],
    },
  },
  '/ip/hotspot/service-port': {
    types: { ports: 'ranges 0..65535' },
    factory: { selects: 'name', rows: ['name=ftp disabled=no ports=21'] },
  },
  '/ip/hotspot/user': {
    valuesAtRest: { uptime: '0s' },

    refers: { profile: to('/ip/hotspot/user/profile', 'default') },
    unique: [{ by: ['name', 'server'], message: 'already have user with this name for this server' }],
    factory: { selects: 'default', rows: ['default=yes comment="counters and limits for trial users" disabled=no name=default-trial'] },
  },
  '/ip/hotspot/user/profile': {
    factory: {
      selects: 'default',
      rows: [
        'default=yes add-mac-cookie=yes address-list="" idle-timeout=none keepalive-timeout=2m mac-cookie-timeout=3d ' +
          'name=default shared-users=1 status-autorefresh=1m transparent-proxy=no',
      ],
    },
  },
  '/ip/hotspot/walled-garden/*': { keeps: each('src-address', 'range'), types: { 'dst-port': 'ranges 0..65535' } },
  '/ip/hotspot/walled-garden/ip/*': { keeps: each('src-address dst-address', 'range'), exportsGiven: true },
  '/ip/hotspot/walled-garden': { emptyAtRest: ['dst-address'] },
}))
