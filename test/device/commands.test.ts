// Owns tests of the generic commands, on plain stores and small menus.
import { describe, expect, it } from 'vitest'
import { show } from '../../src/value/show.ts'
import { testConsole } from './console.ts'

describe('generic commands on a plain store', () => {
  it('adds, finds, gets, sets, removes', () => {
    const { run, value, fails } = testConsole()
    expect(show(value('/ip firewall address-list add list=a address=10.0.0.1'))).toBe('*1')
    expect(show(value('/ip/firewall/address-list/add list=b address=10.0.0.2 comment="two words"'))).toBe('*2')
    expect(
      run('/ip firewall address-list; :put [find list=b]; :put [get *2 comment]; set [find list=b] list=c; :put [get [find list=c] list]'),
    ).toBe('*2\ntwo words\nc\n')
    expect(run('remove [find list=zz]; remove [find list=c]; :put [:len [find]]')).toBe('1\n')
    expect(run(':put [find]')).toBe('*1\n')
    expect(fails('remove *2')).toBe('no such item')
    expect(fails('set foo list=x')).toBe('invalid internal item number')
  })

  it('names the missing property of an add', () => {
    const { fails } = testConsole({ release: '7.23' })
    expect(fails('/certificate crl add')).toBe('missing value(s) of argument(s) url')
  })

  it('reports what is not modelled', () => {
    const { fails } = testConsole()
    expect(fails('/routing nexthop print')).toBe('/routing/nexthop/print is not modelled')
    expect(fails('/tool bandwidth-test 10.0.0.1')).toBe('/tool/bandwidth-test is not modelled')
  })
})

describe('print', () => {
  it('shows a plain store as a table', () => {
    const { run } = testConsole()
    run('/ip firewall address-list; add list=a address=10.0.0.1; add list=b address=10.0.0.2 disabled=yes')
    expect(run('print')).toMatchInlineSnapshot(`
      "Flags: X - DISABLED
      Columns: LIST, ADDRESS, CREATION-TIME
      #   LIST  ADDRESS   CREATION-TIME      
      0   a     10.0.0.1  2024-01-01 00:00:00
      1 X b     10.0.0.2  2024-01-01 00:00:00
      "
    `)
    expect(run('print detail')).toMatchInlineSnapshot(`
      "Flags: X - DISABLED; D - DYNAMIC 
       0    list=a address=10.0.0.1 creation-time=2024-01-01 00:00:00 

       1 X  list=b address=10.0.0.2 creation-time=2024-01-01 00:00:00 
      "
    `)
    expect(run('print terse')).toMatchInlineSnapshot(`
      " 0   list=a address=10.0.0.1 creation-time=2024-01-01 00:00:00
       1 X list=b address=10.0.0.2 creation-time=2024-01-01 00:00:00
      "
    `)
    expect(run(':put [print as-value]').replaceAll(';.id', '\n.id')).toMatchInlineSnapshot(`
      ".id=*1;address=10.0.0.1;creation-time=2024-01-01 00:00:00;disabled=false;dynamic=false;list=a
      .id=*2;address=10.0.0.2;creation-time=2024-01-01 00:00:00;disabled=true;dynamic=false;list=b
      "
    `)
    expect(run(':put [print count-only where list=b]')).toBe('1\n')
    expect(run('export terse')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ip firewall address-list add address=10.0.0.1 list=a
      /ip firewall address-list add address=10.0.0.2 disabled=yes list=b
      "
    `)
  })

  it('shows settings', () => {
    const { run } = testConsole()
    expect(run('/system identity print')).toMatchInlineSnapshot(`
      "  name: MikroTik
      "
    `)
    expect(run('/system identity set name=office; :put [/system identity get name]')).toBe('office\n')
    expect(run('/ip cloud print')).toMatchInlineSnapshot(`
      "          ddns-enabled: auto                         
        ddns-update-interval: none                         
                 update-time: yes                          
                    dns-name: f3c9ebfd2b30.sn.mynetname.net
      "
    `)
    expect(run('/system clock print')).toMatchInlineSnapshot(`
      "                  time: 00:00:00  
                        date: 2024-01-01
        time-zone-autodetect: yes       
              time-zone-name: manual    
                  gmt-offset: +00:00    
                  dst-active: no        
      "
    `)
    expect(run('/system resource print')).toMatchInlineSnapshot(`
      "                   uptime: 0s           
                        version: 7.24 (stable)
                    free-memory: 768.0MiB     
                   total-memory: 1024.0MiB    
                            cpu: QEMU         
                      cpu-count: 1            
                  cpu-frequency: 2000MHz      
                       cpu-load: 0%           
                 free-hdd-space: 64.0MiB      
                total-hdd-space: 128.0MiB     
        write-sect-since-reboot: 0            
               write-sect-total: 0            
              architecture-name: x86_64       
                     board-name: CHR          
                       platform: MikroTik     
      "
    `)
    expect(run('/ip service print')).toMatchInlineSnapshot(`
      "Flags: X - DISABLED
      Columns: NAME, PORT, PROTO, CERTIFICATE, VRF, MAX-SESSIONS
      #   NAME           PORT  PROTO  CERTIFICATE  VRF   MAX-SESSIONS
      0   ftp              21  tcp                 main            20
      1   ssh              22  tcp                 main            20
      2   telnet           23  tcp                 main            20
      3   www              80  tcp                 main            20
      4 X www-ssl         443  tcp    none         main            20
      5 X reverse-proxy   443  tcp    none         main            20
      6   winbox         8291  tcp                 main            20
      7   api            8728  tcp                 main            20
      8   api-ssl        8729  tcp    none         main            20
      "
    `)
    expect(run('/system script add name=x source=":put 1"; /system script print; /system script run x')).toMatchInlineSnapshot(`
      "Flags: I - INVALID 
       0   name="x" owner="admin" 
           policy=ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon 
           dont-require-permissions=no run-count=0 source=:put 1 
      1
      "
    `)
    expect(run('/file add name=a.txt contents=hello; /file print; :put [/file get a.txt contents]; /file print detail'))
      .toMatchInlineSnapshot(`
      "Columns: NAME, TYPE, SIZE, LAST-MODIFIED
      # NAME   TYPE       SIZE  LAST-MODIFIED      
      0 a.txt  .txt file     5  2024-01-01 00:00:00
      hello
       0 name="a.txt" type=.txt file size=5 last-modified=2024-01-01 00:00:00 
      "
    `)
    expect(run('/system scheduler add name=s on-event=x interval=5m; /system scheduler print')).toMatchInlineSnapshot(`
      "Columns: NAME, START-DATE, START-TIME, INTERVAL, ON-EVENT, RUN-COUNT
      # NAME  START-DATE  START-TIME  INTERVAL  ON-EVENT  RUN-COUNT
      0 s     2024-01-01  00:00:00    5m        x                 0
      "
    `)
    expect(run(':global a 5; /system script environment print; /log info "hi"; /log print')).toMatchInlineSnapshot(`
      "Columns: NAME, VALUE
      # NAME  VALUE
      0 a     5    
       2024-01-01 00:00:00 script,info hi
      "
    `)
  })
})
