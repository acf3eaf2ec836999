import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { rolesAnywhereTrustCreated } from './roles-anywhere-trust-created.ts';

const ID = '0a1b2c3d-5678-90ab-cdef-example11111';
const BUNDLE = { sourceType: 'CERTIFICATE_BUNDLE', sourceData: { x509CertificateData: '-----BEGIN CERTIFICATE-----' } };
const PRIVATE_CA = {
  sourceType: 'AWS_ACM_PCA',
  sourceData: { acmPcaArn: `arn:aws:acm-pca:eu-central-1:111122223333:certificate-authority/${ID}` },
};
const anchoring = (source: object) =>
  recordOf('rolesanywhere:CreateTrustAnchor', { enabled: true, name: 'servers', source });
const profiling = recordOf('rolesanywhere:CreateProfile', {
  enabled: true,
  name: 'servers',
  roleArns: ['arn:aws:iam::111122223333:role/backup', 'arn:aws:iam::111122223333:role/reports'],
});

describeDetection(rolesAnywhereTrustCreated, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'an authority from outside': {
      event: anchoring(BUNDLE),
      summary:
        'ana (IAM user) created the Roles Anywhere trust anchor servers, which trusts a certificate authority from outside AWS',
      subject: 'servers',
    },
    'an authority from outside, by a deploy role': {
      event: by(callers.deploy, anchoring(BUNDLE)),
      summary:
        'build-77 (role deploy) created the Roles Anywhere trust anchor servers, which trusts a certificate authority from outside AWS',
    },
    'an anchor that trusts one from outside from now on': {
      event: recordOf('rolesanywhere:UpdateTrustAnchor', { trustAnchorId: ID, source: BUNDLE }),
      summary: `ana (IAM user) changed the Roles Anywhere trust anchor ${ID}, which trusts a certificate authority from outside AWS`,
    },
    'an authority of AWS Private CA': {
      event: anchoring(PRIVATE_CA),
      severity: 'medium',
      summary: 'ana (IAM user) created the Roles Anywhere trust anchor servers',
    },
    'a profile': {
      event: profiling,
      severity: 'medium',
      summary: 'ana (IAM user) created the Roles Anywhere profile servers for the roles backup and reports',
    },
    'a profile by a deploy role, for the digest': {
      event: by(callers.deploy, profiling),
      severity: 'low',
      summary: 'build-77 (role deploy) created the Roles Anywhere profile servers for the roles backup and reports',
    },
    'revoked certificates that are valid again': {
      event: recordOf('rolesanywhere:DeleteCrl', { crlId: ID }),
      severity: 'medium',
      summary: `ana (IAM user) deleted the list of revoked certificates ${ID}`,
    },
  },
  ignores: {
    'an anchor that was denied': denied(anchoring(BUNDLE)),
    'an anchor that is disabled': { ...anchoring(BUNDLE), eventName: 'DisableTrustAnchor' },
    "another service's profiles": { ...profiling, eventSource: 'transfer.amazonaws.com' },
  },
});
