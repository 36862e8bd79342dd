// Owns a script for tests that creates a PKI whose authorities publish revocation lists.

/** A root and an authority below it, both with revocation lists, and two certificates of them. */
export const publishedPki = [
  '/certificate',
  'add name=ca common-name=ca key-usage=key-cert-sign,crl-sign days-valid=3650',
  'sign ca ca-crl-host=10.0.0.1',
  'add name=middle common-name=middle state=Riga organization="A, B" key-usage=key-cert-sign,crl-sign key-size=secp384r1 days-valid=3650',
  'sign middle ca=ca ca-crl-host=10.0.0.1',
  'add name=a common-name=a key-usage=tls-client days-valid=3650',
  'sign a ca=ca',
  'add name=b common-name=b key-usage=tls-client days-valid=3650',
  'sign b ca=middle',
  '/',
].join('\n')
