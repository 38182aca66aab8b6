import ipaddr from 'ipaddr.js';

// Azure's wire server counts as unicast for ipaddr.js; it is a metadata service all the same.
const extraRefused = new Set(['168.63.129.16']);

/** Whether an IP address lies on the public internet: everything private, local, reserved or translated is refused. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || extraRefused.has(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6) {
    if (parsed.isIPv4MappedAddress()) return isPublicAddress(parsed.toIPv4Address().toString());
    // Only 2000::/3 is global; inside it Teredo, documentation and 6to4 lead elsewhere.
    const [first = 0] = parsed.parts;
    const isGlobal = first >= 0x2000 && first <= 0x3fff;
    const excluded = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const;
    return isGlobal && !excluded.some(([network, bits]) => parsed.match(ipaddr.parse(network) as ipaddr.IPv6, bits));
  }
  return parsed.range() === 'unicast';
}
