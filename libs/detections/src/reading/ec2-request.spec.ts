import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { ec2Request } from './ec2-request.ts';

const Request = ec2Request(z.object({ imageId: z.string().nullish() }).nullish());

test.each([
  ['as older calls are written', { imageId: 'ami-1' }, { imageId: 'ami-1' }],
  ['as newer calls are written', { ExportImageRequest: { ImageId: 'ami-1' } }, { imageId: 'ami-1' }],
  ['wrapped, with nothing asked', { EnableSerialConsoleAccessRequest: '' }, {}],
  ['without parameters', null, null],
])('a request is read %s', (_how, written, read) => {
  expect(Request.parse(written)).toEqual(read);
});

test('a parameter beside others is no wrapper', () => {
  expect(ec2Request(z.object({ dryRunRequest: z.string() })).parse({ dryRunRequest: 'no', imageId: 'ami-1' })).toEqual({
    dryRunRequest: 'no',
  });
});
