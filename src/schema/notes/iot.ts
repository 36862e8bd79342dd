// Owns the notes on /iot.
import { notes } from './menu-notes.ts'

export const iot = notes(() => ({
  '/iot/*': { packages: ['iot'], saysGiven: true },
  '/iot/bluetooth/advertisers/ad-structures': {
    columns: [{ names: 'name type data' }],
  },
  '/iot/bluetooth/whitelist': {
    columns: [{ names: 'device address-type address' }],
  },
  '/iot/lora/servers': {
    columns: [{ names: 'name up-port down-port address' }],
  },
  '/iot/bluetooth': {
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
    listing: 'detail',
  },
  '/iot/mqtt/subscriptions': {
    listing: 'detail',
  },
  '/iot/mqtt/subscriptions/recv': {
    listing: 'detail',
  },
}))
