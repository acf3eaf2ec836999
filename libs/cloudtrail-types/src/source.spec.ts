import { describe, expect, test } from '@jest/globals';
import { type CloudTrailRecord } from './record.ts';
import { sourceOf } from './source.ts';

describe('where a call came from', () => {
  test.each([
    ['an address', '203.0.113.7', 'ip', '203.0.113.7'],
    ['an IPv6 address', '2001:db8::1', 'ip', '2001:db8::1'],
    ['an anonymised address, which is no valid one', '251.234.045.249', 'ip', '251.234.045.249'],
    ['the client in a list of proxies', '203.0.113.7, 192.168.10.10', 'ip', '203.0.113.7'],
    ['an address with its port', '203.0.113.7:443', 'ip', '203.0.113.7'],
    ['an IPv6 address with its port', '[2001:db8::1]:443', 'ip', '2001:db8::1'],
    ['a service', 'cloudtrail.amazonaws.com', 'aws-service', undefined],
    ['a service of two names', 'delivery.logs.amazonaws.com', 'aws-service', undefined],
    ['a service in China', 'ec2.amazonaws.com.cn', 'aws-service', undefined],
    ['the inside of AWS', 'AWS Internal', 'aws-internal', undefined],
    ['a dash', '-', 'unknown', undefined],
    ['what was redacted', 'HIDDEN_DUE_TO_SECURITY_REASONS', 'unknown', undefined],
    ['a name that only ends like a service', 'evilamazonaws.com', 'unknown', undefined],
    ['a name that only begins like a service', 'ec2.amazonaws.com.example.com', 'unknown', undefined],
  ])('%s: %s is %s', (_what, sourceIPAddress, kind, address) => {
    expect(sourceOf({ sourceIPAddress })).toEqual({
      kind,
      text: sourceIPAddress,
      ...(address !== undefined && { address }),
    });
  });

  test.each([undefined, null, '', '  ', 5, ['203.0.113.7']])('%j says nothing', (sourceIPAddress) => {
    expect(sourceOf({ sourceIPAddress } as unknown as CloudTrailRecord)).toEqual({ kind: 'unknown', text: 'unknown' });
  });
});
