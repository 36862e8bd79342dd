// Owns the tests of ansible's community.routeros over the API of a served device: api, api_info, api_modify, api_find_and_modify,
// api_facts, and TLS with and without a certificate.
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'
import { describeWith } from '../harness/judge.ts'
import { started } from '../harness/served-device.ts'
import { ran } from '../harness/ssh-lab.ts'

const place = scratch()
afterAll(() => place.remove())

const playbook = `- hosts: localhost
  connection: local
  gather_facts: false
  module_defaults:
    group/community.routeros.api:
      hostname: 127.0.0.1
      username: admin
      password: ''
      port: "{{ plain }}"
      encoding: UTF-8
  tasks:
    - community.routeros.api: { path: ip address, add: "address=192.168.255.10/24 interface=ether2" }
      register: added
    - community.routeros.api: { path: ip address, query: ".id address WHERE address == 192.168.255.10/24" }
      register: found
    - community.routeros.api:
        path: ip address
        extended_query:
          attributes: [network, address, .id]
          where:
            - { attribute: network, is: "==", value: 192.168.255.0 }
            - or:
                - { attribute: address, is: "!=", value: 192.168.255.10/24 }
                - { attribute: address, is: "in", value: [192.168.255.10/24, 10.0.0.1/8] }
      register: asked
    - community.routeros.api: { path: ip address, update: '.id=*1 address=192.168.255.20/24 comment="a b c"' }
    - community.routeros.api: { path: system identity, cmd: print }
      register: identity
    - community.routeros.api_info: { path: ip address }
      register: info
    - assert:
        that:
          - added.msg == ['added: .id= *1']
          - >-
            found.msg == [{'.id': '*1', 'address': '192.168.255.10/24'}]
          - >-
            asked.msg == [{'.id': '*1', 'address': '192.168.255.10/24', 'network': '192.168.255.0'}]
          - >-
            identity.msg == [{'name': 'MikroTik'}]
          - >-
            info.result == [{'.id': '*1', 'address': '192.168.255.20/24', 'comment': 'a b c', 'interface':
            'ether2', 'network': '192.168.255.0'}]
    - community.routeros.api_find_and_modify:
        path: ip address
        find: { address: 192.168.255.20/24 }
        values: { comment: hello }
        require_matches_min: 1
      register: modified
    - community.routeros.api_find_and_modify:
        path: ip address
        find: { address: 192.168.255.20/24 }
        values: { comment: hello }
        require_matches_min: 1
      register: again
    - assert: { that: [modified is changed, modified.modify_count == 1, again is not changed, again.match_count == 1] }
    - community.routeros.api_modify: &wanted
        path: ip address
        data:
          - { address: 10.0.0.1/24, interface: ether1, comment: a }
          - { address: 10.0.1.1/24, interface: ether2, disabled: true }
        handle_absent_entries: remove
        handle_entries_content: remove_as_much_as_possible
        ensure_order: true
      register: first
    - community.routeros.api_modify: *wanted
      register: second
    - assert:
        that:
          - first is changed and second is not changed
          - first.new_data | map(attribute='address') == ['10.0.0.1/24', '10.0.1.1/24']
          - second.new_data[1].disabled and second.new_data[0].comment == 'a'
    # Order, and values that are taken away.
    - community.routeros.api_modify:
        path: ip firewall filter
        data: "{{ item }}"
        handle_absent_entries: remove
        handle_entries_content: remove_as_much_as_possible
        ensure_order: true
      loop:
        - [{ chain: input, action: accept, comment: one, protocol: tcp }, { chain: input, action: drop, comment: two }]
        - [{ chain: input, action: drop, comment: two }, { chain: input, action: accept, comment: one }]
      register: rules
    - community.routeros.api_info: { path: ip firewall filter, hide_defaults: true }
      register: filter
    - assert:
        that:
          - rules.results | map(attribute='changed') == [true, true]
          - filter.result | map(attribute='comment') == ['two', 'one']
          - filter.result[1].protocol is undefined
    - community.routeros.api_modify: { path: ip dns, data: [{ servers: "1.1.1.1,8.8.8.8", allow-remote-requests: true }] }
      register: settings
    - community.routeros.api_facts: { gather_subset: '!routing' }
    - community.routeros.api: { path: ip address, remove: "*99" }
      register: refused
      failed_when: refused.msg != ['no such item']
    - community.routeros.api: { path: ip address, tls: true, force_no_cert: true, port: "{{ anonymous }}" }
      register: unsigned
    - community.routeros.api: { path: system identity, tls: true, ca_path: ca.crt, validate_cert_hostname: true, port: "{{ secure }}" }
      register: signed
    - community.routeros.api: { path: system identity, tls: true, port: "{{ secure }}" }
      register: distrusted
      failed_when: "'certificate verify failed' not in (distrusted.msg | string)"
    - assert:
        that:
          - settings.new_data[0].servers == '1.1.1.1,8.8.8.8'
          - ansible_net_hostname == 'MikroTik' and ansible_net_interfaces.ether1.type == 'ether'
          - unsigned.msg | map(attribute='address') == ['10.0.0.1/24', '10.0.1.1/24']
          - >-
            signed.msg == [{'name': 'signed'}]
`

const authority = `/system/identity/set name=signed
/certificate/add name=ca common-name=ca key-usage=key-cert-sign,crl-sign key-size=prime256v1
/certificate/sign ca
/certificate/add name=api common-name=api subject-alt-name=IP:127.0.0.1 key-usage=digital-signature,tls-server key-size=prime256v1
/certificate/sign api ca=ca
/certificate/export-certificate ca file-name=ca
/ip/service/set api-ssl certificate=api
`

describeWith('ansible', "ansible's modules of the API", () => {
  it('read, change and order rows, and verify certificates', async () => {
    expect(offbox(place.path, ['run', '--device', 'signed', '-'], authority).code).toBe(0)
    copyFileSync(join(place.path, 'signed', 'files', 'ca.crt'), join(place.path, 'ca.crt'))
    writeFileSync(join(place.path, 'play.yml'), playbook)
    const [device, signed] = [
      // The module queries routerboard, which a virtual machine does not have.
      await started(place.path, '--board', 'hAP', '--listen', 'api=0,api-ssl=0'),
      await started(place.path, '--device', 'signed', '--listen', 'api-ssl=0'),
    ]
    try {
      const ports = { plain: device.ports['api'], anonymous: device.ports['api-ssl'], secure: signed.ports['api-ssl'] }
      const env = { HOME: place.path, LC_ALL: 'C.UTF-8', ANSIBLE_NOCOLOR: '1' }
      const words = ['-i', 'localhost,', '-e', JSON.stringify({ ...ports, ansible_python_interpreter: '/usr/bin/python3' }), 'play.yml']
      const { code, out, err } = await ran('ansible-playbook', words, { cwd: place.path, env, timeout: 240_000 })
      expect(code, `${out}${err}`).toBe(0)
    } finally {
      await Promise.all([device.end(), signed.end()])
    }
  })
})
