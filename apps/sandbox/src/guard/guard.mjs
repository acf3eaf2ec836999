// Plain JavaScript: every child process loads this before anything else, and stripping types would double its start.
/**
 * Refuses every connection that leaves 127.0.0.1, by name. It stands in each lambda's process and in the sandbox itself, so
 * that a replayed attack, a mistaken endpoint or a forgotten URL never reaches a real account or a real Slack.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

const LOOPBACK = '127.0.0.1';

export class LeftLoopbackError extends Error {
  name = 'LeftLoopbackError';
  code = 'ERR_LEFT_LOOPBACK';

  /** @param {string} what */
  constructor(what) {
    super(`the sandbox let nothing leave ${LOOPBACK}: ${what} was refused`);
  }
}

guardStreams();
guardDatagrams();
guardNames(dns);
guardNames(dns.promises);
guardNames(dns.Resolver.prototype);
guardNames(dns.promises.Resolver.prototype);

/** Every TCP client of Node (http, tls, http2, fetch, WebSocket) ends in this one method. */
function guardStreams() {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...args) {
    // net.connect hands over its arguments normalised, as one array; a socket's own connect takes them loose.
    const given = Array.isArray(args[0]) ? args[0] : args;
    const [first, second] = given;
    const target = typeof first === 'object' && first !== null ? first : { port: first, host: second };
    const refusal = refusalOf(target);
    if (refusal) {
      process.nextTick(() => this.destroy(refusal));
      return this;
    }
    const callback = given.findLast((argument) => typeof argument === 'function');
    // `localhost` becomes the address itself: no name is looked up, whatever the machine's hosts file says.
    return connect.call(this, { ...target, host: LOOPBACK, lookup: undefined }, callback);
  };
}

function refusalOf({ path, port, host }) {
  if (path || Number.isNaN(Number(port))) {
    return new LeftLoopbackError(`a connection to the socket ${path || port}`);
  }
  return isLoopback(typeof host === 'string' ? host : undefined)
    ? undefined
    : new LeftLoopbackError(`a connection to ${host}:${port}`);
}

function guardDatagrams() {
  const { send, connect } = dgram.Socket.prototype;
  dgram.Socket.prototype.send = function (...args) {
    // send(msg, [offset, length,] port, address): the address is the last text before the callback.
    const address = args.slice(1).findLast((argument) => typeof argument === 'string');
    if (!isLoopback(address)) {
      throw new LeftLoopbackError(`a datagram to ${address}`);
    }
    return send.apply(this, args);
  };
  dgram.Socket.prototype.connect = function (port, address, ...rest) {
    if (typeof address === 'string' && !isLoopback(address)) {
      throw new LeftLoopbackError(`a datagram socket to ${address}:${port}`);
    }
    return connect.call(this, port, address, ...rest);
  };
}

/** Looking a name up is itself a packet to somewhere else. */
function guardNames(resolver) {
  for (const name of Object.getOwnPropertyNames(resolver).filter((key) => /^(lookup|resolve|reverse)/.test(key))) {
    const original = resolver[name];
    if (typeof original !== 'function') {
      continue;
    }
    resolver[name] = function (hostname, ...rest) {
      if (isLoopback(hostname)) {
        return original.call(this, hostname, ...rest);
      }
      const refusal = new LeftLoopbackError(`a look-up of ${hostname}`);
      const callback = rest.findLast((argument) => typeof argument === 'function');
      if (!callback) {
        return Promise.reject(refusal);
      }
      process.nextTick(callback, refusal);
      return undefined;
    };
  }
}

/** @param {string | undefined} host what Node connects to when nothing is named is the loopback */
function isLoopback(host) {
  return host === undefined || host === LOOPBACK || host === 'localhost';
}
