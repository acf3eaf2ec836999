import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { wafProtectionRemoved } from './waf-protection-removed.ts';

const LOAD_BALANCER = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/web/50dc';
const disassociating = recordOf('wafv2:DisassociateWebACL', { resourceArn: LOAD_BALANCER });
const updating = (change: object) =>
  recordOf('wafv2:UpdateWebACL', { name: 'payments', scope: 'REGIONAL', id: '8e2c', lockToken: '1f', ...change });

describeDetection(wafProtectionRemoved, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a load balancer without its firewall': {
      event: disassociating,
      summary: 'ana (IAM user) took the web firewall from loadbalancer/app/web/50dc',
      subject: LOAD_BALANCER,
    },
    'a firewall without rules that lets everybody in': {
      event: updating({ defaultAction: { allow: {} }, rules: [] }),
      summary: 'ana (IAM user) took every rule from the web firewall payments',
      subject: 'payments',
    },
    'a firewall that is deleted': {
      event: recordOf('wafv2:DeleteWebACL', { name: 'payments', scope: 'REGIONAL', id: '8e2c', lockToken: '1f' }),
      severity: 'medium',
      summary: 'ana (IAM user) deleted the web firewall payments',
    },
    'a firewall of the older kind that is deleted': {
      event: recordOf('waf:DeleteWebACL', { changeToken: '11eb', webACLId: '6a97' }),
      severity: 'medium',
      summary: 'ana (IAM user) deleted the web firewall 6a97',
    },
    'a rule of the older kind that is deleted, for the digest': {
      event: recordOf('waf-regional:DeleteRule', { changeToken: '11eb', ruleId: '5a9b' }),
      severity: 'low',
      summary: 'ana (IAM user) deleted the rule 5a9b of the web firewall',
    },
    'a rule group that is deleted, for the digest': {
      event: recordOf('wafv2:DeleteRuleGroup', { name: 'injections', scope: 'REGIONAL', id: '3d1a', lockToken: '1f' }),
      severity: 'low',
      summary: 'ana (IAM user) deleted the rule group injections of the web firewall',
    },
    'a firewall that logs no longer': {
      event: recordOf('wafv2:DeleteLoggingConfiguration', {
        resourceArn: 'arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/payments/8e2c',
      }),
      severity: 'medium',
      summary: 'ana (IAM user) turned off the log of the web firewall regional/webacl/payments/8e2c',
    },
    'a stack that is deployed, for the digest': {
      event: by(callers.cloudFormation, disassociating),
      severity: 'low',
      summary:
        'build-77 (role deploy) through cloudformation.amazonaws.com took the web firewall from loadbalancer/app/web/50dc',
    },
  },
  ignores: {
    'a firewall that gets other rules': updating({ defaultAction: { allow: {} }, rules: [{ name: 'injections' }] }),
    'a firewall without rules that lets nobody in': updating({ defaultAction: { block: {} }, rules: [] }),
    'a call that was denied': denied(disassociating),
    'a firewall of the older kind that is updated': recordOf('waf:UpdateWebACL', { webACLId: '6a97', updates: [] }),
    'the rule of an event bus': {
      ...recordOf('waf-regional:DeleteRule', { changeToken: '11eb', ruleId: '5a9b' }),
      eventSource: 'events.amazonaws.com',
    },
  },
});
