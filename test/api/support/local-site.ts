import 'reflect-metadata';
import { generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { BasicConstraintsExtension, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;

async function keyPair() {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    pem: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
    keys: {
      privateKey: await webcrypto.subtle.importKey('pkcs8', pair.privateKey.export({ format: 'der', type: 'pkcs8' }), curve, false, ['sign']),
      publicKey: await webcrypto.subtle.importKey('spki', pair.publicKey.export({ format: 'der', type: 'spki' }), curve, true, ['verify']),
    },
  };
}

const serialNumber = () => `40${randomBytes(8).toString('hex')}`;

/** A certificate authority of this test run. */
export async function testAuthority() {
  const { keys } = await keyPair();
  const root = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(), name: 'CN=Hoshu Test CA', notBefore: new Date(Date.now() - dayMs), notAfter: new Date(Date.now() + 365 * dayMs), signingAlgorithm: signing, keys, extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  return {
    pem: root.toString('pem'),
    /** A certificate for a host, ending so many days from now (negative: expired). */
    issue: async (host: string, daysLeft: number) => {
      const leaf = await keyPair();
      const certificate = await X509CertificateGenerator.create({
        serialNumber: serialNumber(), subject: `CN=${host}`, issuer: root.subject, notBefore: new Date(Date.now() - 40 * dayMs), notAfter: new Date(Date.now() + daysLeft * dayMs + 3_600_000), signingAlgorithm: signing,
        publicKey: leaf.keys.publicKey, signingKey: keys.privateKey, extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
      });
      return { cert: certificate.toString('pem'), key: leaf.pem };
    },
  };
}

/** A web site on this machine whose answer the test decides. */
export interface LocalSite {
  readonly port: number;
  status: number;
  body: string;
  /** While set, requests wait for it before they are answered. */
  hold: Promise<void> | null;
  /** How often it was asked. */
  readonly hits: () => number;
  /** Replaces the certificate, as a renewal does. */
  readonly renew: (tls: { cert: string; key: string }) => void;
  readonly close: () => Promise<void>;
}

export async function startLocalSite(tls?: { cert: string; key: string }): Promise<LocalSite> {
  let hits = 0;
  const answer: http.RequestListener = async (_request, response) => {
    hits += 1;
    if (site.hold) await site.hold;
    response.writeHead(site.status, { 'content-type': 'text/html; charset=utf-8', server: 'local' }).end(site.body);
  };
  const server = tls ? https.createServer(tls, answer) : http.createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const site: LocalSite = {
    port: (server.address() as AddressInfo).port, status: 200, body: '<h1>みどり会</h1>', hold: null, hits: () => hits,
    renew: (next) => { if ('setSecureContext' in server) server.setSecureContext(next); },
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
  return site;
}
