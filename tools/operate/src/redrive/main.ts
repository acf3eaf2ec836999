import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { argumentsOf, runCommand, say } from '../command.ts';
import { type Place, placeAsked } from '../place.ts';
import { type Send } from './letter.ts';
import { letterBoxesIn } from './letter-boxes.ts';
import { type LetterBox, type Tally, listLetters, sendLetters } from './redrive.ts';

const USAGE = `npm run redrive -- ENVIRONMENT [--send]    what lies in the dead-letter queues, and why; with --send, it is sent again
npm run redrive -- --local PAGE [--send]   the same of the sandbox, by the address of its page`;

await runCommand(async (args) => {
  const options = { send: { type: 'boolean', default: false }, local: { type: 'string' } } as const;
  const { values, positionals } = argumentsOf(args, options, USAGE);
  const place = await placeAsked(positionals, values.local, USAGE);
  const send = sendIn(place);
  const redrive = (box: LetterBox) => (values.send ? sendLetters(box, { send, say }) : listLetters(box, { say }));

  const asked = await Promise.allSettled(
    place.regions.map(async (region) => {
      const boxes = await letterBoxesIn(new SQSClient({ ...place.access, region }), region, place);
      return Promise.all(boxes.map(redrive));
    }),
  );
  const tallies = asked.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  // One region that cannot be asked keeps nobody from the letters of the others.
  const silent = asked.flatMap((answer, index) =>
    answer.status === 'rejected' ? [`${place.regions[index]}: could not be asked: ${String(answer.reason)}`] : [],
  );
  silent.forEach(say);
  say(summaryOf(tallies, values.send));
  return silent.length === 0 && tallies.every(({ left }) => left === 0);
});

/** To a queue or a lambda, by its ARN: the event is taken when the call returns. */
function sendIn({ access }: Place) {
  return async ({ to, payload }: Send): Promise<void> => {
    const [, , service, region = '', account, ...resource] = to.split(':');
    if (service === 'lambda') {
      await new LambdaClient({ ...access, region }).send(
        new InvokeCommand({ FunctionName: resource.at(-1), InvocationType: 'Event', Payload: Buffer.from(payload) }),
      );
      return;
    }
    const sqs = new SQSClient({ ...access, region });
    const queue = new GetQueueUrlCommand({ QueueName: resource.join(':'), QueueOwnerAWSAccountId: account });
    const { QueueUrl } = await sqs.send(queue);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: payload }));
  };
}

function summaryOf(tallies: readonly Tally[], sends: boolean): string {
  const sum = (of: keyof Tally) => tallies.reduce((total, tally) => total + tally[of], 0);
  const found = `${sum('letters')} dead letters in ${tallies.length} queues`;
  if (sends) {
    return `${found}: ${sum('sent')} sent again, ${sum('left')} left`;
  }
  return sum('letters') === 0 ? found : `${found}. Mend the cause, then add --send`;
}
