/** Two halves make a whole: an IPv4 range this wide, or wider, is the internet. */
const WIDEST_IPV4 = 1;
/** All of IPv6 that is routed lies in 2000::/3. */
const WIDEST_IPV6 = 3;

/** Nobody owns more than a /8 of IPv4, or a /20 of IPv6. */
const NETWORK_IPV4 = 8;
const NETWORK_IPV6 = 20;

/**
 * Whether an address range is the internet. Judged by the length of the prefix, never by the literal: `0.0.0.0/0` may be
 * written as any address and `/0`, or be split in two.
 */
export function coversInternet(cidr: string): boolean {
  return prefixIsUpTo(cidr, { ipv4: WIDEST_IPV4, ipv6: WIDEST_IPV6 });
}

/** Whether an address range is wider than the network of any one owner. */
export function coversNetworks(cidr: string): boolean {
  return prefixIsUpTo(cidr, { ipv4: NETWORK_IPV4 - 1, ipv6: NETWORK_IPV6 - 1 });
}

function prefixIsUpTo(cidr: string, widest: { readonly ipv4: number; readonly ipv6: number }): boolean {
  const { address = '', length } = /^(?<address>[0-9a-fA-F.:]+)\/(?<length>\d{1,3})$/.exec(cidr.trim())?.groups ?? {};
  return length !== undefined && Number(length) <= (address.includes(':') ? widest.ipv6 : widest.ipv4);
}
