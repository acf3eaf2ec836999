import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const GUARD = new URL('./guard.mjs', import.meta.url).href;

/** Runs a script under the guard; it prints what came of it. */
async function guarded(script: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--no-warnings',
    `--import=${GUARD}`,
    '--input-type=module',
    '--eval',
    script,
  ]);
  return stdout.trim();
}

const REFUSED: Readonly<Record<string, string>> = {
  'a socket to an address': `import net from 'node:net'; net.connect(443, '203.0.113.7').on('error', (e) => console.log(e.code))`,
  'a socket to a name': `import net from 'node:net'; net.connect({ host: 'example.com', port: 443 }).on('error', (e) => console.log(e.code))`,
  'a socket object of its own': `import net from 'node:net'; new net.Socket().connect(443, '203.0.113.7').on('error', (e) => console.log(e.code))`,
  'a socket that looks localhost up its own way': `import net from 'node:net'; net.connect({ host: 'localhost', port: 9, lookup: (h, o, cb) => { console.log('looked up'); cb(null, [{ address: '203.0.113.7', family: 4 }]) } }).on('error', (e) => console.log(e.code === 'ECONNREFUSED' ? 'ERR_LEFT_LOOPBACK' : e.code))`,
  'a socket to IPv6': `import net from 'node:net'; net.connect(443, '2001:db8::1').on('error', (e) => console.log(e.code))`,
  'a socket in the file system': `import net from 'node:net'; net.connect('/var/run/docker.sock').on('error', (e) => console.log(e.code))`,
  tls: `import tls from 'node:tls'; tls.connect(443, '203.0.113.7').on('error', (e) => console.log(e.code))`,
  http2: `import http2 from 'node:http2'; http2.connect('https://203.0.113.7').on('error', (e) => console.log(e.code))`,
  https: `import https from 'node:https'; https.get('https://example.com').on('error', (e) => console.log(e.code))`,
  fetch: `fetch('https://example.com').catch((e) => console.log(e.cause.code))`,
  'a WebSocket': `const s = new WebSocket('ws://203.0.113.7'); s.onerror = () => console.log('ERR_LEFT_LOOPBACK'); s.onopen = () => console.log('open'); setTimeout(() => console.log('nothing'), 3000).unref()`,
  'a look-up by callback': `import dns from 'node:dns'; dns.lookup('example.com', (e) => console.log(e.code))`,
  'a look-up by promise': `import dns from 'node:dns/promises'; dns.resolve4('example.com').catch((e) => console.log(e.code))`,
  'a resolver of its own': `import { Resolver } from 'node:dns/promises'; new Resolver().resolveTxt('example.com').catch((e) => console.log(e.code))`,
  'a datagram': `import dgram from 'node:dgram'; try { dgram.createSocket('udp4').send('x', 53, '203.0.113.7') } catch (e) { console.log(e.code); process.exit() }`,
  'a part of a datagram': `import dgram from 'node:dgram'; try { dgram.createSocket('udp4').send(Buffer.from('xx'), 0, 1, 53, '203.0.113.7', () => {}) } catch (e) { console.log(e.code); process.exit() }`,
  'a connected datagram socket': `import dgram from 'node:dgram'; try { dgram.createSocket('udp4').connect(53, '203.0.113.7') } catch (e) { console.log(e.code); process.exit() }`,
};

describe('the guard refuses', () => {
  test.each(Object.entries(REFUSED))('%s', async (_, script) => {
    expect(await guarded(script)).toBe('ERR_LEFT_LOOPBACK');
  });
});

describe('the guard lets through', () => {
  test.each(['127.0.0.1', 'localhost'])('a request to %s', async (host) => {
    const script = `
      import http from 'node:http';
      const server = http.createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1', async () => {
        const answer = await fetch('http://${host}:' + server.address().port);
        console.log(await answer.text());
        server.close();
        server.closeAllConnections();
      });`;
    expect(await guarded(script)).toBe('hello');
  });

  test('a datagram to the loopback, as to a tracing daemon', async () => {
    const script = `
      import dgram from 'node:dgram';
      const server = dgram.createSocket('udp4', (message) => { console.log(String(message)); server.close(); client.close(); });
      const client = dgram.createSocket('udp4');
      server.bind(0, '127.0.0.1', () => client.send('hello', server.address().port, '127.0.0.1'));`;
    expect(await guarded(script)).toBe('hello');
  });
});
