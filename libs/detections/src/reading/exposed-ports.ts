import { type Opening } from './ingress.ts';
import { listed } from './lists.ts';

/** Ports that nobody should reach from everywhere: to administer a machine, and to read a database. */
const SENSITIVE_PORTS: ReadonlyMap<number, string> = new Map([
  [21, 'FTP'],
  [22, 'SSH'],
  [23, 'Telnet'],
  [445, 'SMB'],
  [1433, 'SQL Server'],
  [2375, 'Docker'],
  [3306, 'MySQL'],
  [3389, 'RDP'],
  [5432, 'PostgreSQL'],
  [5601, 'Kibana'],
  [5900, 'VNC'],
  [5985, 'WinRM'],
  [5986, 'WinRM'],
  [6379, 'Redis'],
  [9200, 'Elasticsearch'],
  [11211, 'Memcached'],
  [27017, 'MongoDB'],
]);

const ALL_PROTOCOLS = '-1';
/** By name or by number; the others (ICMP, GRE, …) have no ports. */
const PROTOCOLS_WITH_PORTS = new Set(['tcp', 'udp', '6', '17']);
const LAST_PORT = 65_535;

export function exposesSensitivePort(opening: Opening): boolean {
  return rangeOf(opening) !== undefined && sensitivePortsIn(opening).length > 0;
}

/** `port 22 (SSH)`, `ports 5900-6000 (VNC and WinRM)`, `every port`. */
export function describePorts(openings: readonly Opening[]): string {
  if (openings.some(isEveryPort)) {
    return 'every port';
  }
  return listed([...new Set(openings.map(describeRange))]);
}

function describeRange(opening: Opening): string {
  const [from, to] = rangeOf(opening) ?? [0, 0];
  const services = listed([...new Set(sensitivePortsIn(opening).map(([, service]) => service))]);
  return from === to ? `port ${from} (${services})` : `ports ${from}-${to} (${services})`;
}

function sensitivePortsIn(opening: Opening): readonly (readonly [number, string])[] {
  const [from, to] = rangeOf(opening) ?? [1, 0];
  return [...SENSITIVE_PORTS].filter(([port]) => from <= port && port <= to);
}

function isEveryPort(opening: Opening): boolean {
  const [from, to] = rangeOf(opening) ?? [1, 0];
  return from <= 1 && to === LAST_PORT;
}

/** First and last port; `undefined` where the protocol has none. */
function rangeOf({ protocol, fromPort, toPort }: Opening): readonly [number, number] | undefined {
  if (protocol === ALL_PROTOCOLS) {
    return [0, LAST_PORT];
  }
  const hasPorts = protocol === undefined || PROTOCOLS_WITH_PORTS.has(protocol.toLowerCase());
  return hasPorts ? portsOf(fromPort, toPort) : undefined;
}

/** Absent, and -1, mean every port. */
function portsOf(fromPort: number | undefined, toPort: number | undefined): readonly [number, number] {
  return [Math.max(fromPort ?? 0, 0), toPort === undefined || toPort < 0 ? LAST_PORT : toPort];
}
