// Owns tests of /certificate: templates, signing, import, export, requests, settings.
import { describe, expect, it } from 'vitest'
import { testConsole, type TestConsole } from '../device/console.ts'
import { fixtureKey } from '../pki/fixture.ts'
import { continued } from '../harness/expected.ts'
import { existing } from '../harness/existing.ts'

const keys = {
  '2048': [fixtureKey('rsa-2048-a'), fixtureKey('rsa-2048-b')],
  '1024': [fixtureKey('rsa-1024-a')],
  prime256v1: [fixtureKey('ec-prime256v1')],
}
const start = (release = '7.24', width = 160): TestConsole => testConsole({ release, keys, width })

describe('templates and signing', () => {
  it('follow the steps of the manual', () => {
    const { run } = start('7.16')
    expect(
      run(
        '/certificate\nadd name=CA-Template common-name=CAtemp key-usage=key-cert-sign,crl-sign\n' +
          'add name=Server common-name=server\nadd name=Client common-name=client\nprint detail',
      ),
    ).toMatchInlineSnapshot(`
      "Flags: K - private-key; L - crl; C - smart-card-key; A - authority; I - issued, R - revoked; E - expired; T - trusted 
       0         name="CA-Template" key-type=rsa common-name="CAtemp" key-size=2048 subject-alt-name="" days-valid=365 \
key-usage=key-cert-sign,crl-sign 

       1         name="Server" key-type=rsa common-name="server" key-size=2048 subject-alt-name="" days-valid=365 
                 key-usage=digital-signature,key-encipherment,data-encipherment,key-cert-sign,crl-sign,tls-server,tls-client 

       2         name="Client" key-type=rsa common-name="client" key-size=2048 subject-alt-name="" days-valid=365 
                 key-usage=digital-signature,key-encipherment,data-encipherment,key-cert-sign,crl-sign,tls-server,tls-client 
      "
    `)
    expect(run('sign CA-Template\nsign Client\nsign Server ca-crl-host=192.168.88.1 name=ServerCA')).toMatchInlineSnapshot(`
      "  progress: done

        progress: done

        progress: done

      "
    `)
    expect(run('print')).toMatchInlineSnapshot(`
      "Flags: K - PRIVATE-KEY; L - CRL; A - AUTHORITY; T - TRUSTED
      Columns: NAME, COMMON-NAME, SKID
      #      NAME         COMMON-NAME  SKID                                    
      0 K AT CA-Template  CAtemp       3138705e7ebd3d468f90c68d0467d1eb80533216
      1 KLAT ServerCA     server       3138705e7ebd3d468f90c68d0467d1eb80533216
      2 K AT Client       client       8d0554e4240d5307dcd1347ddf04f4d648dea3be
      "
    `)
    expect(
      run(
        'export-certificate CA-Template\nexport-certificate ServerCA export-passphrase=yourpassphrase\n' +
          'export-certificate Client export-passphrase=yourpassphrase type=pkcs12\n/file print',
      ),
    ).toMatchInlineSnapshot(`
      "Columns: NAME, TYPE, SIZE, CREATION-TIME
      # NAME                         TYPE       SIZE  CREATION-TIME      
      0 cert_export_CA-Template.crt  .crt file  1066  2024-01-01 00:00:00
      1 cert_export_ServerCA.crt     .crt file  1176  2024-01-01 00:00:00
      2 cert_export_ServerCA.key     .key file  1858  2024-01-01 00:00:00
      3 cert_export_Client.p12       .p12 file  2576  2024-01-01 00:00:00
      "
    `)
  })

  it('work with a CA', () => {
    const { run } = start()
    expect(
      run(
        '/certificate\nadd name=ca common-name=ca key-usage=key-cert-sign,crl-sign organization=Org country=LV\nsign ca\n' +
          'add name=s common-name=server.test subject-alt-name=DNS:server.test,IP:10.0.0.1 key-usage=tls-server,' +
          'digital-signature days-valid=90 key-size=prime256v1\nsign s ca=ca\nprint\nprint detail',
      ),
    ).toMatchInlineSnapshot(`
      "  progress: done

        progress: done

      Flags: K - PRIVATE-KEY; A - AUTHORITY; I - ISSUED; T - TRUSTED
      Columns: NAME, TRUST-STORE, COMMON-NAME, SUBJECT-ALT-NAME, SKID
      #      NAME  TRUST-STORE  COMMON-NAME  SUBJECT-ALT-NAME  SKID                                    
      0 KA T ca    all          ca                             3138705E7EBD3D468F90C68D0467D1EB80533216
      1 K I  s     all          server.test  DNS:server.test   1EF7C3A6A36609B8BCE8FD04403694C1269C4E2B
                                             IP:10.0.0.1                                               
      Flags: K - PRIVATE-KEY; L - CRL; C - SMART-CARD-KEY; A - AUTHORITY; I - ISSUED, R - REVOKED; E - EXPIRED; T - TRUSTED; a - \
ACME-MANAGED; D - DYNAMIC 
       0 K  A  T   name="ca" trust-store=all digest-algorithm=sha256 trusted=yes common-name="ca" organization="Org" country="LV" \
subject-alt-name="" key-type=rsa 
                   key-size=2048 key-usage=key-cert-sign,crl-sign days-valid=365 invalid-before=2024-01-01 00:00:00 \
invalid-after=2024-12-31 00:00:00 
                   serial-number="73c9ebfd2b30f05c" akid="" skid=3138705E7EBD3D468F90C68D0467D1EB80533216 
                   fingerprint="a0dca99c7f9c9d887115be22cdc10d77afbdec3e50bf63810a5627aec4a219aa" expires-after=52w1d 

       1 K   I     name="s" trust-store=all digest-algorithm=sha256 trusted=no common-name="server.test" \
subject-alt-name=DNS:server.test,IP:10.0.0.1 ca=ca 
                   key-type=ec key-size=prime256v1 key-usage=digital-signature,tls-server days-valid=90 invalid-before=2024-01-01 00:00:00 
                   invalid-after=2024-03-31 00:00:00 serial-number="70710a2ebd22e0b2" akid=3138705E7EBD3D468F90C68D0467D1EB80533216 
                   skid=1EF7C3A6A36609B8BCE8FD04403694C1269C4E2B \
fingerprint="7b8fd77c239d89698a1244c2c2a74bd769a3e26a1c2684bb92823767d22541e9" expires-after=12w6d 
      "
    `)
    expect(
      run(
        ':put [get s ca]; :put ([get s akid] = [get ca skid]); :put [get s]; :put [find where issued]; :put [find where !ca];' +
          ' :put [print count-only where expires-after<100d]',
      ),
    ).toMatchInlineSnapshot(`
      "ca
      true
      .id=*2;akid=3138705E7EBD3D468F90C68D0467D1EB80533216;authority=false;ca=ca;common-name=server.test;crl=false;days-valid=90;\
digest-algorithm=sha256;expires-after=12w6d00:00:00;fingerprint=7b8fd77c239d89698a1244c2c2a74bd769a3e26a1c2684bb92823767d22541e9;\
invalid-after=2024-03-31 00:00:00;invalid-before=2024-01-01 00:00:00;issued=true;key-size=prime256v1;key-type=ec;\
key-usage=digital-signature;tls-server;name=s;private-key=true;serial-number=70710a2ebd22e0b2;\
skid=1EF7C3A6A36609B8BCE8FD04403694C1269C4E2B;smart-card-key=false;subject-alt-name=DNS:server.test;IP:10.0.0.1;trust-store=all;\
trusted=false
      *2
      *1
      1
      "
    `)
    expect(run('issued-revoke s; print; add name=s common-name=x')).toMatchInlineSnapshot(`
      "Flags: K - PRIVATE-KEY; A - AUTHORITY; R - REVOKED; T - TRUSTED
      Columns: NAME, TRUST-STORE, COMMON-NAME, SUBJECT-ALT-NAME, SKID
      #      NAME  TRUST-STORE  COMMON-NAME  SUBJECT-ALT-NAME  SKID                                    
      0 KA T ca    all          ca                             3138705E7EBD3D468F90C68D0467D1EB80533216
      1 K R  s     all          server.test  DNS:server.test   1EF7C3A6A36609B8BCE8FD04403694C1269C4E2B
                                             IP:10.0.0.1                                               
      ! failure: Name exists, please choose another!
      "
    `)
    expect(run('remove ca; :put [:len [find]]')).toBe('0\n')
  })

  it('fail with the messages of a device', () => {
    const { run, fails } = start()
    expect(fails('/certificate add')).toBe('failure: At least one field specifying certificate name must be set!')
    run('/certificate add name=a common-name=a')
    expect(fails('/certificate add name=a common-name=b')).toBe('failure: Name exists, please choose another!')
    expect(fails('/certificate add name=b common-name=b digest-algorithm=("no")')).toBe(
      'input does not match any value of digest-algorithm',
    )
    expect(fails('/certificate sign a ca=nobody')).toBe('input does not match any value of ca')
    expect(fails('/certificate export-certificate a')).toBe('failure: Templates are not exportable!')
    expect(fails('/certificate get nobody name')).toBe('no such item')
    expect(fails('/certificate import file-name=none')).toBe('input does not match any value of file-name')
    expect(fails('/certificate crl add url="https://x"')).toBe('failure: Only HTTP supported!')
    expect(fails('/ip service set www-ssl certificate=nobody')).toBe('input does not match any value of certificate')
    expect(continued(fails('/certificate add-acme domain-names=x'))).toMatchInlineSnapshot(`
      "ACME has no network for acme-v02.api.letsencrypt.org (--allow-net=acme-v02.api.letsencrypt.org \\
          allows it, --allow-net everything)"
    `)
  })
})

describe('import', () => {
  it('restores what was exported', () => {
    const a = start()
    a.run(
      '/certificate; add name=ca common-name=ca key-usage=key-cert-sign,crl-sign; sign ca; add name=c common-name=c ' +
        'key-usage=tls-client; sign c ca=ca; export-certificate c type=pkcs12 export-passphrase=secret123; export-certificate ' +
        'ca export-passphrase=secret123; export-certificate c file-name=x/c export-passphrase=secret123',
    )
    const b = start()
    for (const { name, directory } of a.host.files.list()) if (!directory) b.host.files.write(name, existing(a.host.files.read(name), name))
    expect(b.run('/certificate import file-name=cert_export_c.p12 passphrase=wrong; print')).toMatchInlineSnapshot(`
      "     certificates-imported: 0
           private-keys-imported: 0
                  files-imported: 0
             decryption-failures: 1
        keys-with-no-certificate: 0

      ! bad command name print (line 1 column 67)
      "
    `)
    expect(b.run('/certificate import file-name=cert_export_c.p12 passphrase=secret123; /certificate print; /certificate print detail'))
      .toMatchInlineSnapshot(`
      "     certificates-imported: 2
           private-keys-imported: 1
                  files-imported: 1
             decryption-failures: 0
        keys-with-no-certificate: 0

      Flags: K - PRIVATE-KEY; T - TRUSTED
      Columns: NAME, TRUST-STORE, COMMON-NAME, SKID
      #    NAME                 TRUST-STORE  COMMON-NAME  SKID                                    
      0 KT cert_export_c.p12_0  all          c            8D0554E4240D5307DCD1347DDF04F4D648DEA3BE
      1  T cert_export_c.p12_1  all          ca           3138705E7EBD3D468F90C68D0467D1EB80533216
      Flags: K - PRIVATE-KEY; L - CRL; C - SMART-CARD-KEY; A - AUTHORITY; I - ISSUED, R - REVOKED; E - EXPIRED; T - TRUSTED; a - \
ACME-MANAGED; D - DYNAMIC 
       0 K     T   name="cert_export_c.p12_0" trust-store=all digest-algorithm=sha256 trusted=yes common-name="c" subject-alt-name="" \
issuer=CN=ca key-type=rsa 
                   key-size=2048 key-usage=tls-client days-valid=365 invalid-before=2024-01-01 00:00:00 invalid-after=2024-12-31 00:00:00 
                   serial-number="70710a2ebd22e0b2" akid=3138705E7EBD3D468F90C68D0467D1EB80533216 \
skid=8D0554E4240D5307DCD1347DDF04F4D648DEA3BE 
                   fingerprint="8c4cfc81dcd61837c5e95f845bde23c45918878935795feef9225cebd3cc5430" expires-after=52w1d 

       1       T   name="cert_export_c.p12_1" trust-store=all digest-algorithm=sha256 trusted=yes common-name="ca" subject-alt-name="" \
issuer=CN=ca key-type=rsa 
                   key-size=2048 key-usage=key-cert-sign,crl-sign days-valid=365 invalid-before=2024-01-01 00:00:00 \
invalid-after=2024-12-31 00:00:00 
                   serial-number="73c9ebfd2b30f05c" akid="" skid=3138705E7EBD3D468F90C68D0467D1EB80533216 
                   fingerprint="777e7ab03e28c7a39cb2f4d3d9632069cd2ced470b8c8d29fdb98255b27aa9b6" expires-after=52w1d 
      "
    `)
    expect(
      b.run(
        '/certificate import file-name=cert_export_ca.crt; /certificate import file-name=cert_export_ca.key ' +
          'passphrase=secret123; /certificate import file-name=x/c.crt; /file print; /certificate print',
      ),
    ).toMatchInlineSnapshot(`
      "     certificates-imported: 0
           private-keys-imported: 0
                  files-imported: 0
             decryption-failures: 0
        keys-with-no-certificate: 0

           certificates-imported: 0
           private-keys-imported: 1
                  files-imported: 1
             decryption-failures: 0
        keys-with-no-certificate: 0

           certificates-imported: 0
           private-keys-imported: 0
                  files-imported: 0
             decryption-failures: 0
        keys-with-no-certificate: 0

      Columns: NAME, TYPE, SIZE, LAST-MODIFIED
      # NAME     TYPE       SIZE  LAST-MODIFIED      
      0 x        directory        2024-01-01 00:00:00
      1 x/c.key  .key file  1858  2024-01-01 00:00:00
      Flags: K - PRIVATE-KEY; A - AUTHORITY; T - TRUSTED
      Columns: NAME, TRUST-STORE, COMMON-NAME, SKID
      #     NAME                 TRUST-STORE  COMMON-NAME  SKID                                    
      0 K T cert_export_c.p12_0  all          c            8D0554E4240D5307DCD1347DDF04F4D648DEA3BE
      1 KAT cert_export_c.p12_1  all          ca           3138705E7EBD3D468F90C68D0467D1EB80533216
      "
    `)
    expect(b.run(':put [/certificate import file-name=x/c.key passphrase=secret123 as-value]')).toMatchInlineSnapshot(`
      "certificates-imported=0;decryption-failures=0;files-imported=1;keys-with-no-certificate=0;private-keys-imported=1
      "
    `)
  })

  it('keeps a key that is imported before its certificate', () => {
    const a = start()
    a.run('/certificate; add name=c common-name=c; sign c; export-certificate c file-name=c export-passphrase=secret123')
    const b = start()
    for (const { name } of a.host.files.list()) b.host.files.write(name, existing(a.host.files.read(name), name))
    expect(
      b.run(
        '/certificate import file-name=c.key passphrase=secret123; /certificate print; /certificate import file-name=c.crt ' +
          'name=mine; /certificate print',
      ),
    ).toMatchInlineSnapshot(`
      "     certificates-imported: 0
           private-keys-imported: 0
                  files-imported: 0
             decryption-failures: 0
        keys-with-no-certificate: 1


           certificates-imported: 1
           private-keys-imported: 0
                  files-imported: 1
             decryption-failures: 0
        keys-with-no-certificate: 0

      Flags: K - PRIVATE-KEY; A - AUTHORITY; T - TRUSTED
      Columns: NAME, TRUST-STORE, COMMON-NAME, SKID
      #     NAME  TRUST-STORE  COMMON-NAME  SKID                                    
      0 KAT mine  all          c            3138705E7EBD3D468F90C68D0467D1EB80533216
      "
    `)
  })

  it('accepts requests for signing', () => {
    const { run } = start()
    expect(
      run(
        '/certificate; add name=ca common-name=ca; sign ca; add name=r common-name=r subject-alt-name=DNS:r ' +
          'key-usage=tls-server; create-certificate-request template=r key-passphrase=""; sign-certificate-request ' +
          'file-name=certificate-request.pem ca=ca days-valid=10; print; import file-name=certificate-request_key.pem; print; ' +
          '/file print',
      ),
    ).toMatchInlineSnapshot(`
      "  progress: done

        progress: done

      Flags: K - PRIVATE-KEY; A - AUTHORITY; I - ISSUED; T - TRUSTED
      Columns: NAME, TRUST-STORE, COMMON-NAME, SUBJECT-ALT-NAME, SKID
      #      NAME      TRUST-STORE  COMMON-NAME  SUBJECT-ALT-NAME  SKID                                    
      0 KA T ca        all          ca                             3138705E7EBD3D468F90C68D0467D1EB80533216
      1      r                      r            DNS:r                                                     
      2   I  issued_1  all          r            DNS:r             8D0554E4240D5307DCD1347DDF04F4D648DEA3BE
           certificates-imported: 0
           private-keys-imported: 1
                  files-imported: 1
             decryption-failures: 0
        keys-with-no-certificate: 0

      Flags: K - PRIVATE-KEY; A - AUTHORITY; I - ISSUED; T - TRUSTED
      Columns: NAME, TRUST-STORE, COMMON-NAME, SUBJECT-ALT-NAME, SKID
      #      NAME      TRUST-STORE  COMMON-NAME  SUBJECT-ALT-NAME  SKID                                    
      0 KA T ca        all          ca                             3138705E7EBD3D468F90C68D0467D1EB80533216
      1      r                      r            DNS:r                                                     
      2 K I  issued_1  all          r            DNS:r             8D0554E4240D5307DCD1347DDF04F4D648DEA3BE
      Columns: NAME, TYPE, SIZE, LAST-MODIFIED
      # NAME                      TYPE       SIZE  LAST-MODIFIED      
      0 certificate-request.pem   .pem file   952  2024-01-01 00:00:00
      1 certificate-response.pem  .pem file  1103  2024-01-01 00:00:00
      "
    `)
  })
})
