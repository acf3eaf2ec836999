import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, calls, recordOf } from '../testing/record-of.ts';
import { iamPrincipalEnumeration } from './iam-principal-enumeration.ts';

const guessing = (name: string) =>
  recordOf(
    'iam:UpdateAssumeRolePolicy',
    { roleName: 'probe', policyDocument: '{}' },
    {
      errorCode: 'MalformedPolicyDocumentException',
      errorMessage: `Invalid principal in policy: "AWS":"arn:aws:iam::444455556666:user/${name}"`,
    },
  );

describeDetection(iamPrincipalEnumeration, {
  bursts: {
    'twenty-five names that do not exist': {
      events: calls(25, (index) => guessing(`name-${index}`), 1),
      summary:
        'ana (IAM user) named somebody in a trust policy whom IAM does not know 25 times in 24 seconds: arn:aws:iam::444455556666:user/name-0, arn:aws:iam::444455556666:user/name-1, arn:aws:iam::444455556666:user/name-2 and 17 more',
      subject: 'ana',
    },
  },
  apart: {
    'two deployments that fail': calls(40, (index) =>
      by(index % 2 === 0 ? callers.ana : callers.deploy, guessing('gone')),
    ),
  },
  ignores: {
    'a trust policy that is taken': { ...guessing('ana'), errorCode: undefined },
    'a role that does not exist': { ...guessing('ana'), errorCode: 'NoSuchEntityException' },
  },
});
