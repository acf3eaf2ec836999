import { type MessageSettings, type Notifier, type Route } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { renderSlackAlert } from './render-alert.ts';
import { renderSlackIncident, renderSlackReply } from './render-join.ts';
import { renderSlackCalm, renderSlackStorm } from './render-storm.ts';
import { type SlackAccess, placeOf, postMessage, slackCaller, updateMessage } from './slack-client.ts';

export interface SlackOptions extends SlackAccess {
  /** The channel of each route, as a name or an id. */
  readonly channels: Readonly<Record<Route, string>>;
  readonly messages?: MessageSettings | undefined;
}

/**
 * Tells in Slack by chat.postMessage.
 *
 * What is to be tried again is tried by the retry queue, which also keeps the waits Slack asks for out of the lambda.
 */
export function slackNotifier(options: SlackOptions): Notifier {
  const call = slackCaller(options);
  return {
    id: 'slack',
    tell: (alert: Alert, route: Route) => {
      const channel = options.channels[route];
      return call(channel, (client) => postMessage(client, channel, renderSlackAlert(alert, options.messages)));
    },
    storm: {
      begin: (storm) => {
        const channel = options.channels[storm.route];
        return call(channel, (client) => postMessage(client, channel, renderSlackStorm(storm, 'lasting')));
      },
      redraw: (root, storm, phase) => {
        const { channel } = placeOf(root);
        return call(channel, (client) => updateMessage(client, root, renderSlackStorm(storm, phase)));
      },
      end: (root, storm) => {
        const { channel, ts } = placeOf(root);
        const calm = { ...renderSlackCalm(storm), thread_ts: ts, reply_broadcast: true as const };
        return call(channel, (client) => postMessage(client, channel, calm));
      },
    },
    thread: {
      reply: (root, alert, joined) => {
        const { channel, ts } = placeOf(root);
        const reply = { ...renderSlackReply(alert, joined, options.messages), thread_ts: ts };
        const post = joined.news.rise ? { ...reply, reply_broadcast: true as const } : reply;
        return call(channel, (client) => postMessage(client, channel, post));
      },
      redraw: (root, alert, standing) => {
        const { channel } = placeOf(root);
        return call(channel, (client) =>
          updateMessage(client, root, renderSlackIncident(alert, standing, options.messages)),
        );
      },
    },
  };
}
