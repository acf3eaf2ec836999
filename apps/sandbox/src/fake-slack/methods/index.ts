import { BOT } from '../workspace.ts';
import { postMessage, update } from './chat.ts';
import { history, list, replies } from './conversations.ts';
import { completeUploadExternal, getUploadURLExternal } from './files.ts';
import { type Method } from './method.ts';

const authTest: Method = (_call, { origin }) => ({
  url: `${origin}/`,
  team: 'sandbox',
  user: 'trailbell',
  team_id: BOT.teamId,
  user_id: BOT.userId,
  bot_id: BOT.botId,
});

/** The methods this Slack knows. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    'auth.test': authTest,
    'chat.postMessage': postMessage,
    'chat.update': update,
    'conversations.history': history,
    'conversations.list': list,
    'conversations.replies': replies,
    'files.completeUploadExternal': completeUploadExternal,
    'files.getUploadURLExternal': getUploadURLExternal,
  }),
);
