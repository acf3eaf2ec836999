import { type PolicyStatement } from '@trailbell/cloudtrail-types';
import { accountIn } from './receivers.ts';

/** AWS's own accounts that write the access logs of load balancers: one for each region that opened before August 2022. */
const LOAD_BALANCING_ACCOUNTS = new Set([
  '009996457667',
  '027434742980',
  '033677994240',
  '037604701340',
  '048591011584',
  '054676820928',
  '076674570225',
  '098369216593',
  '114774131450',
  '127311923021',
  '156460612806',
  '190560391635',
  '383597477331',
  '507241528517',
  '582318560864',
  '589379963580',
  '600734575887',
  '635631232127',
  '638102146993',
  '652711504416',
  '718504428378',
  '754344448648',
  '783225319266',
  '797873946194',
  '897822967062',
  '985666609251',
]);

/** Whether a bucket policy's statement only lets AWS write the access logs of load balancers. */
export function deliversAccessLogs({ principals, actions }: PolicyStatement): boolean {
  return (
    principals.length > 0 &&
    actions.length > 0 &&
    principals.every(({ id }) => LOAD_BALANCING_ACCOUNTS.has(accountIn(id) ?? '')) &&
    actions.every((action) => action.toLowerCase() === 's3:putobject')
  );
}
