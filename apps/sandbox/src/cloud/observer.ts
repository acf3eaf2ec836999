import { type Delivery } from '../events/deliver.ts';
import { type EventBus, type Routing } from '../events/event-bus.ts';
import { type EventInFlight } from '../events/event-in-flight.ts';
import { type Attempt } from '../lambda/async-invoke.ts';
import { type Batch } from '../lambda/event-source-mapping.ts';
import { type LambdaFunction } from '../lambda/lambda-function.ts';
import { type CapturedMail } from '../sns/publish.ts';
import { type Notification } from '../sns/topic.ts';
import { type Message } from '../sqs/message.ts';
import { type Queue } from '../sqs/queue.ts';

/** What happens in the cloud, as it happens. */
export interface CloudObserver {
  onRouted(event: EventInFlight, bus: EventBus, routing: Routing): void;
  onDelivery(delivery: Delivery): void;
  onAttempt(attempt: Attempt): void;
  onBatch(batch: Batch): void;
  onMail(mail: CapturedMail, notification: Notification): void;
  onQueueChange(queue: Queue): void;
  onFunctionChange(fn: LambdaFunction): void;
  onDeadLettered(message: Message, from: Queue): void;
  onExpired(message: Message, queue: Queue): void;
}
