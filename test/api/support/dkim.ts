import { generateKeyPairSync, createHash, createSign } from 'node:crypto';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** A sender's key; `dns`: its public half as in a TXT record. */
export const signingKey = { dns: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };

const relaxed = (name: string, value: string) => `${name.toLowerCase()}:${value.replace(/\r\n/g, '').replace(/\s+/g, ' ').trim()}`;

/** The mail with a DKIM signature of midori.example (RFC 6376, relaxed/simple), made by hand so that the product's own library does not judge itself. */
export async function signed(mail: Buffer): Promise<Buffer> {
  const [head = '', ...rest] = mail.toString('binary').split('\r\n\r\n');
  const body = `${rest.join('\r\n\r\n').replace(/(\r\n)*$/, '')}\r\n`;
  const headers = new Map(head.split(/\r\n(?![ \t])/).map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1)]));
  const names = ['from', 'to', 'subject', 'message-id'];
  const fields = `v=1; a=rsa-sha256; c=relaxed/simple; d=midori.example; s=key1; h=${names.join(':')}; bh=${createHash('sha256').update(Buffer.from(body, 'binary')).digest('base64')}; b=`;
  const text = [...names.map((name) => relaxed(name, headers.get(name) ?? '')), relaxed('dkim-signature', fields)].join('\r\n');
  const signature = createSign('RSA-SHA256').update(text).sign(privateKey, 'base64');
  return Buffer.from(`DKIM-Signature: ${fields}${signature}\r\n${head}\r\n\r\n${body}`, 'binary');
}
