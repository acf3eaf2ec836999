import { expect, test } from '@jest/globals';
import { coversInternet, coversNetworks } from './internet.ts';

test.each(['0.0.0.0/0', '208.236.235.254/0', ' 0.0.0.0/0 ', '0.0.0.0/1', '128.0.0.0/1', '::/0', '2000::/3', '::/00'])(
  '%s is the internet',
  (cidr) => {
    expect(coversInternet(cidr)).toBe(true);
  },
);

test.each(['203.0.113.24/32', '10.0.0.0/8', '64.0.0.0/2', '2001:db8::/32', '0.0.0.0', '/0', '', 'pl-0a1b', '0.0.0.0/'])(
  '%s is not',
  (cidr) => {
    expect(coversInternet(cidr)).toBe(false);
  },
);

test('a /8 may be one network, a /7 is many', () => {
  expect(['10.0.0.0/8', '10.0.0.0/7', '2001:db8::/20', '2000::/19'].map(coversNetworks)).toEqual([
    false,
    true,
    false,
    true,
  ]);
});
