import { PublishCommand, type SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import { type MessageSettings, NotToldError, type NotToldKind, type Notifier, type Receipt } from '@trailbell/alerting';
import { type Email, renderEmail } from './render-email.ts';
import { renderStormEmail } from './render-storm-email.ts';

export interface SnsEmailOptions {
  readonly client: SNSClient;
  readonly topicArn: string;
  readonly messages?: MessageSettings | undefined;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;

const KINDS: Readonly<Record<string, NotToldKind>> = {
  ThrottlingException: 'rate-limited',
  ThrottledException: 'rate-limited',
  Throttling: 'rate-limited',
  KMSThrottlingException: 'rate-limited',
  NotFoundException: 'misconfigured',
  NotFound: 'misconfigured',
  AuthorizationErrorException: 'misconfigured',
  AuthorizationError: 'misconfigured',
  KMSAccessDeniedException: 'misconfigured',
  KMSDisabledException: 'misconfigured',
  KMSInvalidStateException: 'misconfigured',
  KMSNotFoundException: 'misconfigured',
  InvalidParameterException: 'refused',
  InvalidParameter: 'refused',
  ValidationException: 'refused',
};

/** Tells by e-mail to everybody subscribed to the topic. The client's own retries run within `timeoutMs`. */
export function snsEmailNotifier({ client, topicArn, messages, timeoutMs = TIMEOUT_MS }: SnsEmailOptions): Notifier {
  async function mail({ subject, body }: Email): Promise<Receipt> {
    const publish = new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: body });
    const { MessageId: messageId } = await client
      .send(publish, { abortSignal: AbortSignal.timeout(timeoutMs) })
      .catch((cause: unknown) => {
        throw snsFailure(topicArn, cause);
      });
    return messageId ?? 'no message id';
  }

  return {
    id: 'email',
    tell: (alert) => mail(renderEmail(alert, messages)),
    storm: {
      begin: (storm) => mail(renderStormEmail(storm, 'lasting')),
      end: (_root, storm) => mail(renderStormEmail(storm, 'over')),
    },
  };
}

function snsFailure(topicArn: string, cause: unknown): NotToldError {
  const name = cause instanceof Error ? cause.name : 'unknown failure';
  const kind = cause instanceof SNSServiceException ? (KINDS[name] ?? 'unavailable') : 'unavailable';
  return new NotToldError(`SNS did not take the mail for topic ${topicArn}: ${name}`, { kind, cause });
}
