import * as z from 'zod';
import { ApiError } from '../api-error.ts';
import { type Method } from './method.ts';

export const UPLOAD_PATH = '/upload/v1/';

export const getUploadURLExternal: Method = (call, { files, origin }) => {
  const name = call.text('filename');
  const length = call.number('length');
  const altText = call.text('alt_text');
  if (name === undefined || length === undefined || !(length > 0)) {
    throw new ApiError('invalid_arguments');
  }
  const id = files.expect({ name, length, ...(altText !== undefined && { altText }) });
  return { upload_url: `${origin}${UPLOAD_PATH}${id}`, file_id: id };
};

const Completed = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

/** Without a channel the files stay private; with one they are posted there as one message. */
export const completeUploadExternal: Method = (call, { files, workspace }) => {
  const asked = Completed.safeParse(call.structure('files', 'invalid_arguments'));
  if (!asked.success) {
    throw new ApiError('invalid_arguments');
  }
  const completed = asked.data.map(({ id, title }) => {
    const file = files.complete(id, title);
    if (!file) {
      throw new ApiError('file_not_found');
    }
    return file;
  });

  const channelId = call.text('channel_id') ?? call.text('channels');
  if (channelId !== undefined) {
    const threadTs = call.text('thread_ts');
    workspace.post({
      channel: workspace.channelById(channelId),
      text: call.text('initial_comment') ?? '',
      blocks: [],
      files: completed,
      ...(threadTs !== undefined && { threadTs }),
    });
  }
  return { files: completed.map(({ id, title, name }) => ({ id, title, name })) };
};
