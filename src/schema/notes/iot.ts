// Owns the notes on /iot: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const iot = notes(() => ({
  '/iot/*': { packages: ['iot'], exportsGiven: true },
  '/iot/bluetooth/advertisers/ad-structures': {
    columns: [{ names: 'name type data' }],
  },
  '/iot/bluetooth/whitelist': {
    columns: [{ names: 'device address-type address' }],
  },
  '/iot/lora/servers': {
    // The manual's list of servers.
    defaults: { 'up-port': '1700', 'down-port': '1700' },
    columns: [{ names: 'name up-port down-port address' }],
  },
  '/iot/bluetooth': {
    prints: { stats: { as: 'table', names: 'name rx-bytes tx-bytes rx-errors tx-errors rx-evt tx-cmd rx-acl tx-acl' } },
    columns: [{ names: 'name public-address random-static-address antenna' }],
  },
  '/iot/bluetooth/advertisers': {
    columns: [{ names: 'device min-interval max-interval own-address-type channel-map ad-size' }],
  },
  '/iot/gpio/analog': {
    columns: [{ names: 'name value offset' }],
  },
  '/iot/gpio/digital': {
    columns: [{ names: 'name direction output input script' }],
  },
  '/iot/lora/channels': {
    columns: [{ names: 'name type radio freq-off bandwidth freq spread-factor datarate' }],
  },
  '/iot/wiliot/bluetooth-traffic': {
    columns: [{ names: 'time address rssi payload' }],
  },
  '/iot/mqtt/brokers': {
    // Details of 7.9 and earlier, before the flag, have no legend. The release that added it is *inferred*.
    flagReleases: { 'Will-message-enabled': '7.20..' },
    valuesAtRest: { connected: 'no' },
    listing: 'detail',
  },
  '/iot/mqtt/subscriptions': {
    // The manual's subscriptions.
    defaults: { qos: '0' },
    listing: 'detail',
  },
  '/iot/mqtt/subscriptions/recv': {
    // `data="{"test":"123"}"`: the manual's listings.
    verbatim: ['data'],
    listing: 'detail',
  },
}))
