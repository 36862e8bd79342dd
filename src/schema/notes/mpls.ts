// Owns the notes on /mpls and the menus below it.
import { notes } from './menu-notes.ts'

export const mpls = notes(() => ({
  '/mpls/*': { saysGiven: true },
  '/mpls/settings': { defaults: { 'allow-fast-path': 'yes', 'dynamic-label-range': '16-1048575', 'propagate-ttl': 'yes' } },
  '/mpls/traffic-eng/tunnel': { without: ['default-name'] },
}))
