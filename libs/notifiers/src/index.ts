export { type Email, renderEmail } from './email/render-email.ts';
export { type SnsEmailOptions, snsEmailNotifier } from './email/sns-email-notifier.ts';
export { type ReadSecret, type SecretOptions, SecretUnavailableError, secretFrom } from './secret.ts';
export { renderSlackAlert } from './slack/render-alert.ts';
export { renderSlackDigest } from './slack/render-digest.ts';
export { type SlackMessage } from './slack/slack-message.ts';
export { type SlackOptions, slackNotifier } from './slack/slack-notifier.ts';
export { type SlackRefusal, blockKitViolations, slackRefusal } from './slack/slack-refusal.ts';
