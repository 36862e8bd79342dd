// Owns /user/group: groups of users and their policies.
import { Failure } from '../../diagnostic/failure.ts'
import { text } from '../../schema/property.ts'
import { show } from '../../value/show.ts'
import { ArrayValue } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { groupPolicy, groupPolicyType, groupWords } from '../policy.ts'
import { refuseTaken } from '../unique.ts'

const path = '/user/group'

/** The policies that a new device's groups lack (the manual, and verbose exports of 7.24.4 and 7.17.2). */
const withheld: readonly (readonly [name: string, words: readonly string[]])[] = [
  ['read', ['ftp', 'write', 'policy']],
  ['write', ['ftp', 'policy']],
  ['full', []],
]

/** `/user/group`: one row for each group, with the policies that it grants. */
export const group = menu({
  path,
  kind: 'list',
  about: 'groups of users and their policies; a console has the policies that the device was created with',
  name: 'name',
  selects: 'name',
  listing: 'detail',
  properties: {
    name: { type: text() },
    policy: { type: groupPolicyType, default: new ArrayValue() },
    skin: { type: text({ quoted: false }), default: 'default' },
    comment: { type: text() },
  },
  factory: (device) =>
    withheld.map(([name, without]) => ({
      name,
      policy: new ArrayValue(groupWords(device.references).filter((word) => !without.includes(word))),
      skin: 'default',
    })),
  adding(change, device) {
    // Probes of 7.20.8 to 7.23rc1, where `add` has no name.
    if (show(change.values.get('name') ?? '') === '') throw new Failure('failure: invalid group name')
    refuseTaken(device, path, change.values.get('name'), undefined)
    groupPolicy(change)
  },
  setting(row, change, device) {
    refuseTaken(device, path, change.values.get('name'), row)
    groupPolicy(change, row)
  },
  // By the manual they cannot be deleted; the message is offbox's own.
  removing(row) {
    if (row.factory !== undefined) throw new Failure('failure: a system group can not be removed')
  },
  examples: [
    {
      title: 'policies that are not named are not granted; set adds to them',
      transcript: `[admin@MikroTik] > /user/group/add name=worker policy=ssh,read
[admin@MikroTik] > /user/group/set worker policy=write
[admin@MikroTik] > :put [/user/group/get worker policy]
ssh;read;write;!local;!telnet;!ftp;!reboot;!policy;!test;!winbox;!password;!web;!sniff;!sensitive;!api;!romon;!rest-api
[admin@MikroTik] > /user/group/remove full
failure: a system group can not be removed
`,
    },
    {
      title: 'the groups of a new device',
      transcript: `[admin@MikroTik] > /user/group/print
 0 name="read" policy=local,telnet,ssh,reboot,read,test,winbox,password,web,
       sniff,sensitive,api,romon,rest-api,!ftp,!write,!policy 
   skin=default 

 1 name="write" policy=local,telnet,ssh,reboot,read,write,test,winbox,password,
       web,sniff,sensitive,api,romon,rest-api,!ftp,!policy 
   skin=default 

 2 name="full" policy=local,telnet,ssh,ftp,reboot,read,write,policy,test,winbox,
       password,web,sniff,sensitive,api,romon,rest-api 
   skin=default 
`,
    },
  ],
})
