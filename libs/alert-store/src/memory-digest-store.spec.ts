import { memoryStores } from './memory-digest-store.ts';
import { describeDigestStore } from './testing/describe-digest-store.ts';

describeDigestStore('the digest store in memory', { open: (now) => memoryStores({ now }) });
